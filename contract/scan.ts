import { z } from 'zod';
import { maximumScanBytes, scanPartBytes } from './limits.ts';

/** What a paper form may come as. */
export const scanKinds = ['png', 'jpeg', 'pdf'] as const;
export const scanKindSchema = z.enum(scanKinds);
export type ScanKind = z.infer<typeof scanKindSchema>;

const beginnings: Readonly<Record<ScanKind, readonly number[]>> = {
  // The signature and the chunk that must follow it (PNG, third edition, 5.2 and 11.2.1).
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  // Start of image and the beginning of the marker after it (ITU-T T.81, B.1.1).
  jpeg: [0xff, 0xd8, 0xff],
  // `%PDF-` (ISO 32000-2, 7.5.2).
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
};

/**
 * What a file is by its first bytes, whatever it is called; null for anything else. It tells nothing about the rest of
 * the file, which is kept and not opened.
 */
export function scanKindOf(bytes: Uint8Array): ScanKind | null {
  return scanKinds.find((kind) => beginnings[kind].every((byte, index) => bytes[index] === byte)) ?? null;
}

export const scanSizeSchema = z.number().int().min(1).max(maximumScanBytes);

/** One part of a scan on its way to the vault process, in order from offset 0; a part at 0 begins anew. */
export const scanPartSchema = z.object({
  sizeBytes: scanSizeSchema,
  offsetBytes: z.number().int().min(0).max(maximumScanBytes),
  /** Base64 (RFC 4648, section 4) of at most `scanPartBytes`. */
  part: z
    .string()
    .min(4)
    .max(4 * Math.ceil(scanPartBytes / 3)),
});
export type ScanPart = z.infer<typeof scanPartSchema>;
