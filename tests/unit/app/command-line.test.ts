import { describe, expect, it } from 'vitest';
import { findCommandLineProblems } from '../../../main/app/command-line.ts';

describe('the command line of the packaged app', () => {
  it.each([[[]], [['--lang=de', '--force-device-scale-factor=2']], [['--disable-gpu']], [['/home/someone/a-file']]])(
    '%j may start it',
    (given: string[]) => {
      expect(findCommandLineProblems(given, {}, 'linux')).toEqual([]);
    },
  );

  it.each([
    '--remote-debugging-port=9222',
    '-remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--no-sandbox',
    '--inspect',
    '--js-flags=--allow-natives-syntax',
    '--host-resolver-rules=MAP * 10.0.0.1',
    '--user-data-dir=/tmp/x',
    '--load-extension=/tmp/x',
    '--LANG-x',
    '--',
    '-',
  ])('%s may not', (given) => {
    expect(findCommandLineProblems([given], {}, 'linux')).toEqual(['switch']);
  });

  it.each(['1', '0', ''])('a variable that takes the sandbox away may not: %j', (value) => {
    expect(findCommandLineProblems([], { ELECTRON_DISABLE_SANDBOX: value }, 'linux')).toEqual(['sandbox']);
  });

  it('knows how each system writes a switch', () => {
    expect(findCommandLineProblems(['/remote-debugging-port=1'], {}, 'win32')).toEqual(['switch']);
    expect(findCommandLineProblems(['/remote-debugging-port=1'], {}, 'linux')).toEqual([]);
    expect(findCommandLineProblems(['-psn_0_12345'], {}, 'darwin')).toEqual([]);
    expect(findCommandLineProblems(['-psn_0_12345'], {}, 'linux')).toEqual(['switch']);
  });

  it.each(['', '/run/user/1000/pulse/native', 'unix:/run/pulse', '{4f1c}unix:/run/pulse unix:/other'])(
    'takes the local sound server %j',
    (server) => {
      expect(findCommandLineProblems([], { PULSE_SERVER: server }, 'linux')).toEqual([]);
    },
  );

  it.each(['tcp:10.0.0.1', 'tcp4:localhost:4713', 'elsewhere', 'unix:/run/pulse tcp:10.0.0.1', '{4f1c}elsewhere'])(
    'refuses the sound server %j on another machine',
    (server) => {
      expect(findCommandLineProblems([], { PULSE_SERVER: server }, 'linux')).toEqual(['sound-server']);
    },
  );

  it.each(['', ':0', ':99.1', 'unix:0', '/private/tmp/com.apple.launchd.x/org.xquartz:0'])(
    'takes the local display %j',
    (display) => {
      expect(findCommandLineProblems([], { DISPLAY: display }, 'linux')).toEqual([]);
    },
  );

  it.each(['localhost:10.0', '10.0.0.1:0', 'tcp/elsewhere:0'])('refuses the display %j over a network', (display) => {
    expect(findCommandLineProblems([], { DISPLAY: display }, 'linux')).toEqual(['display']);
  });

  it('refuses a configuration of the sound server of its own, whatever it says', () => {
    expect(findCommandLineProblems([], { PULSE_CLIENTCONFIG: '/tmp/client.conf' }, 'linux')).toEqual(['sound-server']);
  });

  it.each(['', 'unix:path=/run/user/1000/bus', 'disabled:', 'autolaunch:;unix:abstract=/tmp/x'])(
    'takes the local message bus %j',
    (address) => {
      expect(findCommandLineProblems([], { DBUS_SESSION_BUS_ADDRESS: address }, 'linux')).toEqual([]);
    },
  );

  it.each(['tcp:host=10.0.0.1,port=1', 'unix:path=/run/bus;tcp:host=10.0.0.1', 'nonce-tcp:host=10.0.0.1'])(
    'refuses the message bus %j over a network',
    (address) => {
      expect(findCommandLineProblems([], { DBUS_SESSION_BUS_ADDRESS: address }, 'linux')).toEqual(['message-bus']);
      expect(findCommandLineProblems([], { DBUS_SYSTEM_BUS_ADDRESS: address }, 'linux')).toEqual(['message-bus']);
    },
  );
});
