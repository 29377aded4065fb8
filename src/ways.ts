/** How many ways there are at most, unless there are more alternatives in one place. */
const waysAtMost = 64;

/** Each way to take one alternative at each place; where there are too many, so many that each alternative is taken. */
export function waysThrough<T>(places: readonly (readonly T[])[]): T[][] {
  const all = places.reduce((product, { length }) => product * length, 1);
  const isWhole = all <= waysAtMost;
  const count = isWhole ? all : Math.max(...places.map(({ length }) => length));
  return Array.from({ length: count }, (_, way) => {
    let left = way;
    return places.flatMap((alternatives) => {
      const chosen = alternatives.slice(left % alternatives.length)[0];
      if (isWhole) left = Math.floor(left / alternatives.length);
      return chosen === undefined ? [] : [chosen];
    });
  });
}
