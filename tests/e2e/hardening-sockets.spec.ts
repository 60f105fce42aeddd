import { createSocket, type Socket } from 'node:dgram';
import { createServer, type Server } from 'node:net';
import { expect, test } from '../support/app.ts';

let server: Server;
let datagrams: Socket;
let visits: string[] = [];

test.beforeEach(async () => {
  visits = [];
  server = createServer((socket) => {
    visits.push('tcp');
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  datagrams = createSocket('udp4');
  datagrams.on('message', () => visits.push('udp'));
  await new Promise<void>((resolve) => datagrams.bind(portOf(), '127.0.0.1', resolve));
});

test.afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await new Promise<void>((resolve) => datagrams.close(resolve));
});

function portOf(): number {
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

test('a page reaches nobody by WebRTC: no server, no relay, no other page', async ({ page }) => {
  const outcome = await page.evaluate(async (port) => {
    const here = `127.0.0.1:${port}`;
    const near = new RTCPeerConnection({
      iceServers: [
        { urls: `stun:${here}` },
        { urls: `turn:${here}?transport=udp`, username: 'a', credential: 'b' },
        { urls: `turn:${here}?transport=tcp`, username: 'a', credential: 'b' },
      ],
    });
    const far = new RTCPeerConnection();
    const candidates: string[] = [];
    near.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate !== null) candidates.push(candidate.candidate);
    });
    const gathered = new Promise<void>((resolve) => {
      near.addEventListener('icegatheringstatechange', () => near.iceGatheringState === 'complete' && resolve());
    });
    near.createDataChannel('out');
    await near.setLocalDescription(await near.createOffer());
    if (near.localDescription === null) return null;
    await far.setRemoteDescription(near.localDescription);
    const answer = await far.createAnswer();
    await near.setRemoteDescription({ type: 'answer', sdp: answer.sdp?.replace(/^a=candidate.*\r\n/gm, '') ?? '' });
    for (const protocol of ['udp', 'tcp']) {
      const kind = protocol === 'tcp' ? ' tcptype passive' : '';
      await near.addIceCandidate({
        candidate: `candidate:1 1 ${protocol} 2122260223 127.0.0.1 ${port} typ host${kind}`,
        sdpMid: '0',
        sdpMLineIndex: 0,
      });
    }
    await gathered;
    // Long enough for a connection to this machine; that none is made has no event to wait for.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const state = near.iceConnectionState;
    near.close();
    far.close();
    return { state, candidates };
  }, portOf());
  expect(visits).toEqual([]);
  expect(outcome?.candidates.filter((candidate) => candidate !== '')).toEqual([]);
});

test('hints to look up or connect ahead are not followed', async ({ page }) => {
  await page.evaluate((port) => {
    for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'preload', 'modulepreload', 'prerender', 'icon']) {
      const link = document.createElement('link');
      link.rel = rel;
      link.href = `http://127.0.0.1:${port}/`;
      document.head.append(link);
    }
    return new Promise((resolve) => setTimeout(resolve, 1500));
  }, portOf());
  expect(visits).toEqual([]);
});

test('a recording is served to the player only: in no other session is there such a scheme', async ({
  sotto,
  page,
}) => {
  await page.title();
  const outcomes = await sotto.electron.evaluate(
    ({ session }, url) =>
      Promise.all(
        [session.defaultSession, session.fromPartition('sotto-capture')].map((found) =>
          found.fetch(url).then(
            (response) => String(response.status),
            (error: unknown) => String(error),
          ),
        ),
      ),
    `recording://${'0'.repeat(32)}/`,
  );
  expect(outcomes).toEqual(Array(2).fill('Error: net::ERR_UNKNOWN_URL_SCHEME'));
});
