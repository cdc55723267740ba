/** How numbers are written: as in a bank's pages, negatives in parentheses, NM and NA as they are. */

const MILLION = 1e6;

export function shown(value: number | string, unit: string): string {
  if (typeof value === 'string') return value;
  if (unit === 'percent') return `${round(value * 100, 1)}%`;
  if (unit === 'multiple') return `${round(value, 1)}x`;
  if (unit.includes('/')) return signed(value, 2);
  if (Math.abs(value) >= MILLION / 10) return signed(value / MILLION, 0);
  return signed(value, 0);
}

/** With all its digits and its unit, as a proof says it. */
export function whole(value: number | string, unit: string): string {
  if (typeof value === 'string' || unit === 'percent' || unit === 'multiple') return shown(value, unit);
  const digits = unit.includes('/') ? 2 : Number.isInteger(value) ? 0 : 4;
  return `${signed(value, digits)} ${unit}`;
}

function signed(value: number, digits: number): string {
  const words = round(Math.abs(value), digits);
  return value < 0 ? `(${words})` : words;
}

function round(value: number, digits: number): string {
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
