import { z } from 'zod';

// The page's policy forbids eval, and zod's attempt to use it would be reported as a breach. It decides when a schema
// is made, so this module must be imported before any that makes one.
z.config({ jitless: true });
