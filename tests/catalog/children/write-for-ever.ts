import { writeSync } from 'node:fs';
import { personIdSchema, sessionIdSchema } from '../../../contract/ids.ts';
import { openCatalog } from '../../../main/catalog/catalog.ts';
import { fromHex } from '../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../main/crypto/secret-key.ts';

/**
 * Adds a session with one participant, again and again from the number given, until it is killed; one line with the
 * number after each that is durable.
 */
const [path = '', key = '', first = ''] = process.argv.slice(2);
const catalog = openCatalog({ path, key: SecretKey.take('index', fromHex(key)) });
for (let number = Number(first); ; number += 1) {
  const id = number.toString(16).padStart(32, '0');
  const sessionId = sessionIdSchema.parse(id);
  const personId = personIdSchema.parse(id);
  catalog.transaction(() => {
    catalog.sessions.add({ id: sessionId, createdAtMs: number });
    catalog.persons.add({ id: personId, code: `P-${number}`, createdAtMs: number });
    catalog.participations.add({ sessionId, personId, role: 'client', capacity: 'self' });
  });
  writeSync(1, `${number}\n`);
}
