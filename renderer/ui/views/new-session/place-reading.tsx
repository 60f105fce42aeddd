import type { JurisdictionReading } from '../../../../contract/jurisdiction.ts';
import { dutyTexts, jurisdictionText, placeNames } from '../../text/jurisdiction-text.ts';

/** What the pack says, in words: the rule first, which is the same everywhere. */
export function PlaceReading({ reading }: { readonly reading: JurisdictionReading }) {
  const duties = reading.duties.filter(({ isChecked }) => !isChecked);
  return (
    <div className="stack-small">
      <p>{jurisdictionText.rule}</p>
      <p className="quiet">{jurisdictionText.strictest[reading.strictest]}</p>
      {reading.places.map(({ place, sources, differs }) => {
        if (sources.length === 0) return <p key={place}>{jurisdictionText.unknown(placeNames[place])}</p>;
        return differs === null ? null : <p key={place}>{jurisdictionText.differs(placeNames[place], differs)}</p>;
      })}
      {duties.length === 0 ? null : (
        <>
          <h3 className="duties-title">{jurisdictionText.dutiesTitle}</h3>
          <ul className="duties">
            {duties.map(({ code, sources }) => (
              <li key={code}>
                {dutyTexts[code].name}. <span className="quiet">{dutyTexts[code].meaning}</span>{' '}
                <span className="quiet">({sources.join('; ')})</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className="duties-title">{jurisdictionText.sourcesTitle}</h3>
      {reading.places.map(({ place, sources }) =>
        sources.length === 0 ? null : (
          <p key={place} className="field-hint">
            {jurisdictionText.sources(placeNames[place], sources)}
          </p>
        ),
      )}
      <p className="field-hint">
        {jurisdictionText.dated(reading.dated)} {jurisdictionText.noAdvice}
      </p>
    </div>
  );
}
