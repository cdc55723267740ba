/** How a table's numbers are written: the formats of the workbook, by their names. */

interface Form {
  exponent: number;
  digits: number;
  suffix: string;
}

const FORMS: Record<string, Form> = {
  MONEY_MM: { exponent: 6, digits: 1, suffix: '' },
  MONEY_MM0: { exponent: 6, digits: 0, suffix: '' },
  MONEY_BN: { exponent: 9, digits: 1, suffix: '' },
  MONEY: { exponent: 0, digits: 0, suffix: '' },
  PER_SHARE: { exponent: 0, digits: 2, suffix: '' },
  PERCENT1: { exponent: -2, digits: 1, suffix: '%' },
  PERCENT2: { exponent: -2, digits: 2, suffix: '%' },
  PERCENT3: { exponent: -2, digits: 3, suffix: '%' },
  MULTIPLE: { exponent: 0, digits: 1, suffix: 'x' },
  SHARES_MM: { exponent: 6, digits: 1, suffix: '' },
  RATIO4: { exponent: 0, digits: 4, suffix: '' },
  FACTOR: { exponent: 0, digits: 2, suffix: '' },
  COUNT: { exponent: 0, digits: 0, suffix: '' },
  YEARS: { exponent: 0, digits: 1, suffix: '' },
  BPS: { exponent: -4, digits: 0, suffix: '' },
};

/** `12,345.6`, `(3.2)`, `14.5%`, `12.3x`; NM and NA as they are. */
export function formatted(value: number | string, format: string): string {
  if (typeof value === 'string') return value;
  const form = FORMS[format] ?? { exponent: 0, digits: 4, suffix: '' };
  const said = Math.abs(value / 10 ** form.exponent).toLocaleString('en-US', {
    minimumFractionDigits: form.digits,
    maximumFractionDigits: form.digits,
  });
  const isZero = Number(said.replaceAll(',', '')) === 0;
  if (isZero && format.startsWith('MONEY')) return '-';
  return value < 0 && !isZero ? `(${said}${form.suffix})` : `${said}${form.suffix}`;
}

/** What a person types for a value of that format: percent in percent, else as it is. */
export function typed(value: number, format: string): string {
  return format.startsWith('PERCENT') ? String(Number((value * 100).toFixed(6))) : String(value);
}

/** The plain number that stands for what was typed, or null where it is none. */
export function meant(words: string, format: string): string | null {
  const said = words.trim().replace(/%$/, '').trim();
  if (!/^-?\d{1,12}(\.\d{1,10})?$/.test(said)) return null;
  return format.startsWith('PERCENT') ? (Number(said) / 100).toFixed(12).replace(/\.?0+$/, '') : said;
}
