/**
 * A network with somebody in it for one start of the app, which strace watches. Run as the root of a user, network and mount
 * namespace of its own (traced-app.ts does); descriptors 3 and 4 are the app's debugging pipe. Leaves `trace` and
 * `report.json` in the folder that it is given.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NameServer } from './name-server.ts';
import { ProcessWatch } from './process-watch.ts';
import { stageOrderSchema, type StageReport } from './stage-messages.ts';
import { countedCalls } from './traced-calls.ts';

const { folder, userId, groupId, command } = stageOrderSchema.parse(JSON.parse(process.argv[2] ?? ''));
// Addresses of documentation: nobody has them (RFC 5737, RFC 3849).
const here = { ip4: '198.51.100.2', ip6: '2001:db8::2' };
const beyond = { ip4: '198.51.100.1', ip6: '2001:db8::1' };

function makeNetwork(): void {
  const ip = (line: string): void =>
    void execFileSync('ip', line.split(' '), { stdio: ['ignore', 'inherit', 'inherit'] });
  ip('link add outward type veth peer name world');
  for (const name of ['lo', 'world', 'outward']) ip(`link set ${name} up`);
  ip(`addr add ${here.ip4}/24 dev outward`);
  ip(`route add default via ${beyond.ip4}`);
  ip(`-6 addr add ${here.ip6}/64 dev outward nodad`);
  ip(`-6 route add default via ${beyond.ip6}`);
}

/** Names are asked for here only, and in a way that strace sees: not of a daemon behind a local socket. */
function makeResolver(): void {
  replace('/etc/resolv.conf', `nameserver ${here.ip4}\n`);
  replace('/etc/nsswitch.conf', 'hosts: files dns\n');
}

function replace(file: string, text: string): void {
  const own = join(folder, file.replaceAll('/', '-'));
  writeFileSync(own, text);
  execFileSync('mount', ['--bind', own, file]);
}

/** What the kernel itself has counted in this namespace. */
function sentByKernel(): StageReport['sent'] {
  const tables = ['/proc/net/snmp', '/proc/net/snmp6'].map((file) => readFileSync(file, 'utf8'));
  const rows = tables.join('\n').split('\n');
  const ofPair = (protocol: string, counter: string): number => {
    const [names, values] = rows.filter((row) => row.startsWith(`${protocol}: `)).map((row) => row.split(/\s+/));
    return Number(values?.[names?.indexOf(counter) ?? -1]);
  };
  const ip6 = Number(rows.find((row) => row.startsWith('Udp6OutDatagrams'))?.split(/\s+/)[1]);
  return { tcpConnections: ofPair('Tcp', 'ActiveOpens'), datagrams: ofPair('Udp', 'OutDatagrams') + ip6 };
}

makeNetwork();
makeResolver();
const nameServer = await NameServer.listen(here.ip4);
// With its filter in the kernel strace slows down nothing but the calls it writes down.
const watching = ['-f', '--seccomp-bpf', '-qq', '-yy', '-s', '0', '-e', 'signal=none'];
const asUser = ['unshare', `--map-user=${userId}`, `--map-group=${groupId}`];
const strace = spawn(
  'strace',
  [...watching, '-e', `trace=${countedCalls.join(',')}`, '-o', join(folder, 'trace'), ...asUser, ...command],
  { stdio: ['ignore', 'inherit', 'inherit', 3, 4] },
);
const watch = new ProcessWatch(strace.pid ?? 0);
const looking = setInterval(() => watch.look(), 100);
await once(strace, 'exit');
clearInterval(looking);
nameServer.close();
const report: StageReport = { questions: nameServer.questions, sent: sentByKernel(), processes: watch.processes };
writeFileSync(join(folder, 'report.json'), JSON.stringify(report));
