import { cleanup, render } from '@testing-library/react';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import { afterEach, beforeAll, vi } from 'vitest';
import { App } from '../../../renderer/ui/app.tsx';
import { createFakeSotto, installFakeSotto, type FakeSotto } from './fake-sotto.ts';

/** Gives jsdom what it lacks of a player and of scrolling, and takes down each page after its test. Call once at the top of a file. */
export function setUpPage(): void {
  beforeAll(() => {
    Object.defineProperty(Element.prototype, 'scrollIntoView', { value: () => Promise.resolve(), configurable: true });
    vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(function play(this: HTMLMediaElement) {
      this.dispatchEvent(new Event('play'));
      return Promise.resolve();
    });
    vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(function pause(this: HTMLMediaElement) {
      this.dispatchEvent(new Event('pause'));
    });
  });
  afterEach(() => cleanup());
}

/** The whole page over a fake vault. */
export function renderApp(options: Parameters<typeof createFakeSotto>[0] = {}): { fake: FakeSotto; user: UserEvent } {
  const fake = createFakeSotto(options);
  installFakeSotto(fake);
  render(<App />);
  return { fake, user: userEvent.setup() };
}
