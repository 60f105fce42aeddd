import { acquireLock } from '../../../../main/vault/vault-lock.ts';

/** Takes the lock at the path given, says how that went, and holds it until it is killed. */
const [path = ''] = process.argv.slice(2);
const lock = acquireLock(path);
process.stdout.write(lock === null ? 'refused' : 'held');
if (lock !== null) setInterval(() => lock, 60_000);
