import { Figure, Valuation } from '../../api/shapes';
import { meant, typed } from './formats';

/** An assumption of a model that a person may set. */
export interface Assumption {
  key: string;
  label: string;
  format: string;
  /** The figure as the model had it before anybody set it here. */
  figure: Figure;
  kind: 'number' | 'percent' | 'switch' | 'choice';
  choices: { value: string; name: string }[];
}

/** The assumptions that stand in a valuation, in its order. A key is an id without its date. */
export function assumptions(valuation: Valuation): Assumption[] {
  const found = new Map<string, Assumption>();
  for (const grid of valuation.grids)
    for (const row of grid.rows)
      row.numbers.forEach((figure, place) => {
        if (!figure || (figure.kind !== 'default' && figure.kind !== 'adopted')) return;
        const key = figure.id.slice(0, figure.id.lastIndexOf('.'));
        const format = row.formats[place] ?? grid.formats[place] ?? '';
        if (!found.has(key)) found.set(key, { key, format, figure, ...shaped(row.label || figure.name, format) });
      });
  return [...found.values()];
}

/** `Mid-year convention (1 = yes)` is a switch, `Case (1 bear, 2 base, 3 bull)` a choice. */
function shaped(said: string, format: string): Pick<Assumption, 'label' | 'kind' | 'choices'> {
  const [, label, inside] = /^(.*?)\s*\((1 .*)\)$/.exec(said) ?? [];
  if (!label || !inside) return { label: said, kind: format.startsWith('PERCENT') ? 'percent' : 'number', choices: [] };
  if (inside === '1 = yes') return { label: `${label}: yes`, kind: 'switch', choices: [] };
  const choices = inside.split(', ').map((one) => ({ value: one.split(' ')[0] ?? '', name: one.split(' ').slice(1).join(' ') }));
  return { label, kind: 'choice', choices };
}

export function asTyped(one: Assumption): string {
  return typeof one.figure.value === 'number' ? typed(one.figure.value, one.format) : '';
}

/** The file by which the operations take assumptions, adopted by a named person today. */
export function adopted(
  all: readonly Assumption[],
  set: ReadonlyMap<string, string>,
  owner: string,
  reason: string,
  day: string,
): File {
  const lines = ['assumption,value,owner,reason,date'];
  for (const one of all) {
    const value = set.has(one.key) ? meant(set.get(one.key) ?? '', one.format) : null;
    if (value !== null) lines.push([one.key, value, quoted(owner), quoted(reason), day].join(','));
  }
  return new File([lines.join('\n') + '\n'], 'assumptions.csv', { type: 'text/csv' });
}

function quoted(words: string): string {
  return `"${words.replaceAll('"', '""').replace(/[\r\n]+/g, ' ')}"`;
}
