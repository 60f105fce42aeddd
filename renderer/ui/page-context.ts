import { createContext, useContext, type Dispatch } from 'react';
import { initialPageState, type PageAction, type PageState } from './app-reducer.ts';
import type { Place } from './place.ts';

export interface Page {
  readonly state: PageState;
  readonly dispatch: Dispatch<PageAction>;
}

export const PageContext = createContext<Page>({ state: initialPageState, dispatch: () => undefined });

/** The page's state, and how to change it. */
export function usePage(): Page & { readonly go: (place: Place) => void } {
  const { state, dispatch } = useContext(PageContext);
  return { state, dispatch, go: (place) => dispatch({ type: 'go', place }) };
}
