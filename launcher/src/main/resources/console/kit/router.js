// Pages by the part of the address after the #.

/** @param routes [[pattern, view]], patterns like 'chargers/:connectorID' */
export function match(routes, hash) {
  const path = hash.replace(/^#?\/?/, '').split('?')[0].replace(/\/+$/, '');
  const parts = path === '' ? [] : path.split('/');
  for (const [pattern, view] of routes) {
    const wanted = pattern === '' ? [] : pattern.split('/');
    if (wanted.length === parts.length) {
      const params = {};
      const fits = wanted.every((part, index) => {
        if (part.startsWith(':')) {
          params[part.slice(1)] = decodeURIComponent(parts[index]);
          return true;
        }
        return part === parts[index];
      });
      if (fits) {
        return { view, params };
      }
    }
  }
  return null;
}

/** What follows a ? in the part after the #. */
export const query = (hash) => new URLSearchParams(hash.split('?')[1] ?? '');
