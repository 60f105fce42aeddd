import { Component, type ReactNode } from 'react';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** When this changes, the children are tried anew. */
  readonly shownFor?: unknown;
  /** What stands there instead; `retry` shows the children anew. */
  readonly fallback: (retry: () => void) => ReactNode;
}

/** Keeps a defect in one part of the page from taking the rest with it, such as the bar of a running recording. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly hasFailed: boolean }> {
  override readonly state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidUpdate(before: ErrorBoundaryProps): void {
    if (this.state.hasFailed && before.shownFor !== this.props.shownFor) this.setState({ hasFailed: false });
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return this.props.fallback(() => this.setState({ hasFailed: false }));
  }
}
