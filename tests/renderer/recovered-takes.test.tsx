import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../renderer/ui/text/en.ts';
import { fixedNowMs, participantOf, recordingOf, sessionOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const hour = 3_600_000;
const cutOff = sessionOf(1, {
  participants: [participantOf(11, 'K-12'), participantOf(12, 'Wren-7')],
  recordings: [recordingOf(101, 1, { state: 'recovered', durationMs: 247_000, lostMs: 1400 })],
});
const twice = sessionOf(2, {
  participants: [participantOf(21, 'M-4')],
  recordings: [
    recordingOf(201, 2, { beganAtMs: fixedNowMs + hour }),
    recordingOf(202, 2, { beganAtMs: fixedNowMs + hour, state: 'altered', durationMs: 61_000 }),
  ],
});

async function openList() {
  const page = renderApp({ sessions: [cutOff, twice] });
  const list = await screen.findByRole('region', { name: en.recovered.title });
  return { ...page, list };
}

const first = () => screen.findByRole('group', { name: /K-12 · Wren-7 · / });
const second = () => screen.findByRole('group', { name: /M-4 · .* · Recording 2/ });

describe('the list of recovered takes', () => {
  it('says of each which session it is of, how long it is, what is missing, and why', async () => {
    const { list } = await openList();
    const [one, other] = within(list).getAllByRole('listitem');
    expect(one?.textContent).toContain('4 min 7 s');
    expect(one?.textContent).toContain(en.recovered.lost(1400));
    expect(one?.textContent).toContain(en.recovered.states.recovered);
    expect(other?.textContent).toContain('1 min 1 s');
    expect(other?.textContent).toContain(en.recovered.alteredUnknown);
    expect(other?.textContent).toContain(en.recovered.states.altered);
  });

  it('says that it is not known how much is missing when it is not', async () => {
    renderApp({ sessions: [sessionOf(1, { recordings: [recordingOf(101, 1, { state: 'recovered' })] })] });
    expect((await screen.findByRole('region', { name: en.recovered.title })).textContent).toContain(
      en.recovered.lostUnknown,
    );
  });

  it('has buttons that are told apart by the take that they are for', async () => {
    const { list } = await openList();
    const describedAs = (name: string) =>
      within(list)
        .getAllByRole('button', { name })
        .map((button) => document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent);
    for (const name of [en.player.play, en.after.keep, en.after.destroy]) {
      expect(describedAs(name)).toEqual([
        expect.stringMatching(/^K-12 · Wren-7 · .*2026/),
        expect.stringMatching(/^M-4 · .*2026.* · Recording 2$/),
      ]);
    }
  });

  it('is spoken once after an unlock, and again after the next', async () => {
    const { fake, user } = await openList();
    const sentence = en.recovered.announced(2);
    expect(await screen.findByText(sentence)).toBeDefined();
    const places = within(await screen.findByRole('navigation', { name: en.shell.places }));
    await user.click(places.getByRole('button', { name: en.shell.settings }));
    await user.click(await screen.findByRole('checkbox', { name: en.sign.startStop }));
    expect(await screen.findByText(en.settings.saved)).toBeDefined();
    await user.click(places.getByRole('button', { name: en.shell.sessions }));
    await screen.findByRole('region', { name: en.recovered.title });
    expect(screen.queryByText(sentence)).toBeNull();
    act(() => fake.setState({ phase: 'locked' }));
    expect(screen.queryByRole('region', { name: en.recovered.title })).toBeNull();
    act(() => fake.setState({ phase: 'unlocked' }));
    expect(await screen.findByText(sentence)).toBeDefined();
  });

  it('is not there when there is nothing to decide, and takes the place of the notice', async () => {
    const page = renderApp({ sessions: [], state: { notices: ['recording-recovered', 'slots-copy-mended'] } });
    expect(await screen.findByText(en.noticeTexts['slots-copy-mended'])).toBeDefined();
    await waitFor(() => expect(page.fake.calls).toContain('recordings.listRecovered'));
    expect(screen.queryByText(en.noticeTexts['recording-recovered'])).toBeNull();
    expect(screen.queryByRole('region', { name: en.recovered.title })).toBeNull();
  });

  it('leads to the very recording', async () => {
    const { user } = await openList();
    await user.click(within(await first()).getByRole('button', { name: en.player.play }));
    expect(await screen.findByRole('heading', { level: 1, name: 'K-12 · Wren-7' })).toBeDefined();
    expect(await screen.findByText(en.recordingStateTexts.recovered)).toBeDefined();
  });
});

describe('keeping', () => {
  it('takes the take off the list, says so, and puts the focus where the list goes on', async () => {
    const { user, list } = await openList();
    await user.click(within(await first()).getByRole('button', { name: en.after.keep }));
    expect(await screen.findByText(en.recovered.kept)).toBeDefined();
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(1));
    await waitFor(() => expect(document.activeElement).toBe(within(list).getByRole('heading', { level: 2 })));
    await user.click(within(await second()).getByRole('button', { name: en.after.keep }));
    await waitFor(() => expect(screen.queryByRole('region', { name: en.recovered.title })).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
  });

  it('that fails leaves it on the list, and says what happened', async () => {
    const { fake, user, list } = await openList();
    fake.fail('recordings.keepRecovered', 'storage/disk-full');
    await user.click(within(await first()).getByRole('button', { name: en.after.keep }));
    expect(await within(list).findByRole('alert')).toBeDefined();
    expect(within(list).getAllByRole('listitem')).toHaveLength(2);
  });
});

describe('destroying', () => {
  it('asks first, naming the take, and nothing goes when the person goes back', async () => {
    const { fake, user } = await openList();
    await user.click(within(await second()).getByRole('button', { name: en.after.destroy }));
    const question = await screen.findByRole('alertdialog', { name: en.after.destroyTitle });
    expect(question.textContent).toContain('Recording 2');
    await user.click(within(question).getByRole('button', { name: en.after.goBack }));
    expect(fake.calls).not.toContain('recordings.delete');
  });

  it('takes it off the list at once, and undone puts it back', async () => {
    const { user, list } = await openList();
    await user.click(within(await second()).getByRole('button', { name: en.after.destroy }));
    const question = await screen.findByRole('alertdialog');
    await user.click(within(question).getByRole('button', { name: en.after.destroy }));
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(1));
    const undo = await screen.findByRole('button', { name: en.deletion.undo });
    await waitFor(() => expect(document.activeElement).toBe(undo));
    await user.click(undo);
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(2));
  });
});

describe('the page of the session', () => {
  it('has the same line for its own takes alone, until it is answered there', async () => {
    const { user } = await openList();
    await user.click(await screen.findByRole('button', { name: /^M-4/ }));
    await screen.findByRole('heading', { level: 1, name: 'M-4' });
    const line = within(await screen.findByRole('region', { name: en.recovered.title }));
    expect(line.getAllByRole('listitem')).toHaveLength(1);
    expect(line.queryByRole('button', { name: en.player.play })).toBeNull();
    await user.click(line.getByRole('button', { name: en.after.keep }));
    await waitFor(() => expect(screen.queryByRole('region', { name: en.recovered.title })).toBeNull());
  });
});
