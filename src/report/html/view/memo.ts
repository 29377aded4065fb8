import { Component, type FunctionComponent, h } from 'preact';

/** Draws a component again only where one of its properties is another one: thousands of files stay as they are. */
export function memo<P extends object>(draw: FunctionComponent<P>): new () => Component<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const keys = new Set([...Object.keys(this.props), ...Object.keys(next)]) as Set<keyof P>;
      return [...keys].some((key) => key !== 'children' && next[key] !== this.props[key]);
    }

    render() {
      return h(draw, this.props);
    }
  };
}
