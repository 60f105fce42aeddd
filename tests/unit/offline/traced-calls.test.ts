import { describe, expect, it } from 'vitest';
import { parseTrace } from '../../offline/traced-calls.ts';

/** The lines of a trace that count as calls to the internet. */
function internetLines(...lines: string[]): string[] {
  return parseTrace(lines.join('\n')).flatMap(({ isInternet, line }) => (isInternet ? [line] : []));
}

describe('a call that counts', () => {
  it.each([
    ['a connection', '7 connect(17<TCP:[4]>, {sa_family=AF_INET, sin_port=htons(443)}, 16) = -1 EINPROGRESS (Now)'],
    ['one that goes on while others call', '7 connect(1<UDPv6:[4]>, {sa_family=AF_INET6}, 28 <unfinished ...>'],
    ['one to this machine', '7 connect(1<TCP:[4]>, {sa_family=AF_INET, sin_addr=inet_addr("127.0.0.1")}, 16) = 0'],
    ['a port', '7 bind(1<UDP:[4]>, {sa_family=AF_INET, sin_port=htons(0)}, 16) = 0'],
    ['a server', '7 listen(1<TCP:[4]>, 5) = 0'],
    ['a datagram with an address', '7 sendto(1<UDP:[4]>, ""..., 9, 0, {sa_family=AF_INET}, 16) = 9'],
    ['bytes on a connection', '7 sendto(1<TCPv6:[[::1]:5->[::1]:6]>, ""..., 9, 0, NULL, 0) = 9'],
    ['a message without an address', '7 sendmsg(1<UDP:[1.2.3.4:5->1.2.3.4:53]>, {msg_name=NULL}, 0) = 2'],
    ['several messages', '7 sendmmsg(1<UDP:[4]>,  <unfinished ...>'],
    ['a protocol that nobody thought of', '7 bind(1<PACKET:[4]>, {sa_family=AF_PACKET}, 20) = 0'],
    ['a socket that strace could not name', '7 sendmsg(1<socket:[4]>, {msg_name=NULL}, 0) = 2'],
    ['a descriptor that strace could not look at', '7 sendmsg(1, {msg_name=NULL}, 0) = 2'],
    ['an address taken back', '7 connect(1<UDP:[4]>, {sa_family=AF_UNSPEC}, 16) = 0'],
    ['a ring, through which calls would not be seen', '7 io_uring_setup(8, {flags=0}) = 3'],
  ])('is %s', (_, line) => {
    expect(internetLines(line)).toEqual([line]);
  });
});

describe('a call that does not count', () => {
  it.each([
    ['a socket file', '7 connect(3<UNIX-STREAM:[4]>, {sa_family=AF_UNIX, sun_path="/tmp/.X11-unix/X0"}, 110) = 0'],
    ['bytes between our own processes', '7 sendto(3<UNIX-STREAM:[4->5]>, ""..., 9, MSG_NOSIGNAL, NULL, 0) = 9'],
    ['a message between them', '7 sendmsg(3<UNIX-SEQPACKET:[4->5]>, {msg_name=NULL}, 0) = 2'],
    ['a question to the kernel', '7 sendto(3<NETLINK:[ROUTE:7]>, ""..., 20, 0, {sa_family=AF_NETLINK}, 12) = 20'],
    ['a try whether a pipe is a socket', '7 sendto(3<pipe:[4]>, ""..., 1, MSG_NOSIGNAL, NULL, 0) = -1 ENOTSOCK (No)'],
    ['the end of a call that was counted', '7 <... connect resumed>) = -1 EINPROGRESS (Operation now in progress)'],
    ['a socket that nothing is done with', '7 socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 56<UDPv6:[4]>'],
    ['the end of a thread', '7 +++ exited with 0 +++'],
  ])('is %s', (_, line) => {
    expect(internetLines(line)).toEqual([]);
  });
});

it('says which thread called what', () => {
  const line = '1234  listen(1<TCP:[4]>, 5) = 0';
  expect(parseTrace(`${line}\n`)).toEqual([{ thread: 1234, call: 'listen', isInternet: true, line }]);
});
