import { z } from 'zod';
import { lockAfterMinutesChoices } from './limits.ts';

export const lockAfterMinutesSchema = z
  .number()
  .int()
  .min(Math.min(...lockAfterMinutesChoices))
  .max(Math.max(...lockAfterMinutesChoices));
