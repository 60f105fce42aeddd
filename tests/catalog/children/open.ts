import { toFailure } from '../../../contract/sotto-error.ts';
import { openCatalog } from '../../../main/catalog/catalog.ts';
import { fromHex } from '../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../main/crypto/secret-key.ts';

/** Opens the catalog at the path given with the key given, says how that went, and closes it. */
const [path = '', key = ''] = process.argv.slice(2);
try {
  openCatalog({ path, key: SecretKey.take('index', fromHex(key)) }).close();
  process.stdout.write('opened');
} catch (error) {
  process.stdout.write(toFailure(error).code);
}
