import { z } from 'zod';
import { widestLockRange } from './limits.ts';

export const lockAfterMinutesSchema = z.number().int().min(widestLockRange.minimum).max(widestLockRange.maximum);
