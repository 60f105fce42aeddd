import { describe, expect, it } from 'vitest';
import { agreementTextEn } from '../../../main/consent/agreement-text-en.ts';
import { getTemplate, listTemplates, previewTemplate, saveTemplate } from '../../../main/use-cases/templates.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';

const first = `${agreementTextEn}\nFirst.`;
const second = `${agreementTextEn}\nSecond.`;

describe('templates', () => {
  it('begin with the built-in one, then those of the vault by name', async () => {
    await using setting = await useCaseSetting();
    saveTemplate(setting.unlocked, { id: null, name: 'Families', text: first });
    saveTemplate(setting.unlocked, { id: null, name: 'Couples', text: second });
    await setting.reopen();
    expect(listTemplates(setting.unlocked).map(({ name }) => name)).toEqual(['', 'Couples', 'Families']);
  });

  it('keep every version as it was saved', async () => {
    await using setting = await useCaseSetting();
    const { id } = saveTemplate(setting.unlocked, { id: null, name: 'Ours', text: first });
    const saved = saveTemplate(setting.unlocked, { id, name: 'Ours, new', text: second });
    expect(saved).toMatchObject({ version: 2, name: 'Ours, new', text: second });
    expect(saved.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(getTemplate(setting.unlocked, { id, version: 1 })).toMatchObject({ name: 'Ours', text: first });
    expect(() => getTemplate(setting.unlocked, { id, version: 3 })).toThrow('request/not-found');
  });

  it('are refused with a field missing, and nothing is changed', async () => {
    await using setting = await useCaseSetting();
    const { id } = saveTemplate(setting.unlocked, { id: null, name: 'Ours', text: first });
    const text = first.replace('{{retention}}', '');
    expect(() => saveTemplate(setting.unlocked, { id, name: 'Ours', text })).toThrow('consent/template-field');
    expect(getTemplate(setting.unlocked, { id, version: null })).toMatchObject({ version: 1, text: first });
  });

  it('do not change what is built in', async () => {
    await using setting = await useCaseSetting();
    const [builtIn] = listTemplates(setting.unlocked);
    if (builtIn === undefined) throw new Error('nothing is built in');
    const wanted = { id: builtIn.id, name: 'Mine', text: first };
    expect(() => saveTemplate(setting.unlocked, wanted)).toThrow('request/conflict');
  });

  it('are previewed with every field filled', async () => {
    await using setting = await useCaseSetting();
    const text = previewTemplate(setting.unlocked, { text: agreementTextEn });
    expect(text).toContain('The recording is kept for 30 days');
    expect(text).not.toContain('{{');
  });
});
