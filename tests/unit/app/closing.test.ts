import { describe, expect, it } from 'vitest';
import { Closing } from '../../../main/app/closing.ts';

/** A recording whose person answers, and whose recorder ends, when the test says so. */
function recordingApp() {
  const app = { isRecording: true, questions: 0, quits: 0 };
  let answer: (answer: 'keep-recording' | 'stop-and-save') => void = () => undefined;
  let stopped: () => void = () => undefined;
  const closing = new Closing({
    isRecording: () => app.isRecording,
    ask: () => {
      app.questions += 1;
      return new Promise((resolve) => (answer = resolve));
    },
    stopRecording: () =>
      new Promise((resolve) => {
        stopped = () => {
          app.isRecording = false;
          resolve();
        };
      }),
    quit: () => (app.quits += 1),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    app,
    closing,
    answer: (given: 'keep-recording' | 'stop-and-save') => {
      answer(given);
      return settle();
    },
    finishStopping: () => {
      stopped();
      return settle();
    },
  };
}

describe('closing the app', () => {
  it('asks nothing when nothing is being recorded', () => {
    const { app, closing } = recordingApp();
    app.isRecording = false;
    expect(closing.mayClose()).toBe(true);
    expect(app.questions).toBe(0);
  });

  it('asks once while a recording runs, however often somebody tries', () => {
    const { app, closing } = recordingApp();
    expect([closing.mayClose(), closing.mayClose(), closing.mayClose()]).toEqual([false, false, false]);
    expect(app.questions).toBe(1);
  });

  it('goes on when told to keep recording, and asks again the next time', async () => {
    const { app, closing, answer } = recordingApp();
    closing.mayClose();
    await answer('keep-recording');
    expect(app).toEqual({ isRecording: true, questions: 1, quits: 0 });
    closing.mayClose();
    expect(app.questions).toBe(2);
  });

  it('closes only once what was heard is on the disk', async () => {
    const { app, closing, answer, finishStopping } = recordingApp();
    closing.mayClose();
    await answer('stop-and-save');
    expect(app.quits).toBe(0);
    expect(closing.mayClose()).toBe(false);
    await finishStopping();
    expect(app.quits).toBe(1);
    expect(closing.mayClose()).toBe(true);
  });
});
