import { options } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** How far below and above the window things are drawn already. */
const margin = '1200px';

const waiting = new Map<Element, () => void>();
let observer: IntersectionObserver | undefined;

/** Calls back once, when an element comes near the window. */
function whenNear(element: Element, show: () => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) waiting.get(target)?.();
    },
    { rootMargin: margin },
  );
  waiting.set(element, show);
  observer.observe(element);
  return () => {
    waiting.delete(element);
    observer?.unobserve(element);
  };
}

/** Whether an element was ever near the window, or the page is printed: what it holds is drawn only then. */
export function useNear(): [ref: { current: HTMLElement | null }, isNear: boolean] {
  const ref = useRef<HTMLElement | null>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || isNear) return undefined;
    const show = () => {
      setNear(true);
    };
    const stop = whenNear(element, show);
    addEventListener('beforeprint', show);
    return () => {
      stop();
      removeEventListener('beforeprint', show);
    };
  }, [isNear]);
  return [ref, isNear];
}

/** So many things are drawn before the page is shown, and in each step behind that. */
const first = 60;
const step = 250;

/** How many of some things to draw: few at first, so that the page is there at once; soon, or for print, all. */
export function useMore(all: number): number {
  const [drawn, setDrawn] = useState(first);
  useEffect(() => {
    if (drawn >= all) return undefined;
    const timer = setTimeout(() => {
      setDrawn(drawn + step);
    }, 20);
    const drawAll = () => {
      setDrawn(Infinity);
    };
    addEventListener('beforeprint', drawAll);
    return () => {
      clearTimeout(timer);
      removeEventListener('beforeprint', drawAll);
    };
  }, [drawn, all]);
  return drawn;
}

/** A printer takes the page as it is when `beforeprint` returns, so what changes then is drawn at once. */
export function drawAtOnceForPrint(): void {
  addEventListener('beforeprint', () => {
    options.debounceRendering = (draw) => {
      draw();
    };
  });
  addEventListener('afterprint', () => {
    delete options.debounceRendering;
  });
}
