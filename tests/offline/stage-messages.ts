import { z } from 'zod';

/** What the stage is told, on its command line. */
export const stageOrderSchema = z.object({
  /** For what it leaves behind. */
  folder: z.string(),
  /** Who the app is run as. */
  userId: z.number(),
  groupId: z.number(),
  command: z.array(z.string()),
});
export type StageOrder = z.infer<typeof stageOrderSchema>;

/** What the stage found besides the trace. */
export const stageReportSchema = z.object({
  /** What the name server was asked. */
  questions: z.array(z.string()),
  /** By the kernel's own count. */
  sent: z.object({ tcpConnections: z.number(), datagrams: z.number() }),
  processes: z.array(z.object({ id: z.number(), kind: z.string(), threads: z.array(z.number()) })),
});
export type StageReport = z.infer<typeof stageReportSchema>;
