/** The answers that the workbench shows, as /openapi.json describes them; decimals are texts. */

export interface Figure {
  id: string;
  name: string;
  value: number | string;
  exact: string | null;
  unit: string;
  period_start: string | null;
  period_end: string;
  kind: string;
  origin: string;
}

export interface Company {
  ticker: string;
  name: string;
  cik: string;
  industry: string;
  fiscal_year_end: string;
  invented: boolean;
}

export interface Remark {
  code: string;
  severity: string;
  message: string;
  where: string;
}

export interface Cell {
  number: Figure;
  explanation: string;
  accession: string;
  restated: boolean;
  first_reported: number | string | null;
}

export interface Statements {
  company: Company;
  currency: string;
  columns: { label: string; period_start: string | null; period_end: string }[];
  statements: { name: string; lines: { key: string; label: string; cells: (Cell | null)[] }[] }[];
  findings: Remark[];
}

export interface Why {
  asked: string;
  origin: string;
  steps: {
    depth: number;
    number: Figure;
    repeated: boolean;
    shown_at: string[];
    accession: string;
    concept: string;
    url: string;
    words: {
      document: string;
      digest: string;
      start: number;
      end: number;
      before: string;
      words: string;
      after: string;
    } | null;
  }[];
}

export interface Answer {
  answer: string;
  kind: string;
  reason: string | null;
  value: number | null;
  unit: string | null;
  period: string | null;
  formula: string | null;
  id: string | null;
  citations: {
    document: string;
    accession: string;
    section: string;
    page: number | null;
    start: number;
    end: number;
    quote: string;
  }[];
  findings: Remark[];
}

export interface BriefLine {
  section: string;
  company: string;
  says: string;
  why: string;
  at: string;
  materiality: number;
  form: string;
  label: string;
  banker: string;
  action: string;
  proof: {
    quote: string;
    accession: string;
    document: string;
    span: [number, number];
    url: string;
    place: string;
  };
}

export interface Brief {
  list: string;
  since: string;
  to: string;
  companies: number;
  top: BriefLine[];
  sections: Record<string, BriefLine[]>;
  left_out: Record<string, number>;
  unproven: number;
}

export interface FeatureValue {
  feature: string;
  label: string;
  value: number | null;
  shown: string;
  unit: string;
  id: string;
  origin: string;
}

export interface Screen {
  screen: string;
  title: string;
  question: string;
  as_of: string;
  test: { status: string; words: string; n: number | null; period: string };
  counts: Record<string, number>;
  results: {
    rank: number;
    company: Company;
    score: number;
    told: string;
    drivers: { why: string; points: number; value: FeatureValue; goes_at: string }[];
    against: { says: string; values: FeatureValue[] }[];
    missing: string[];
    would_change: string[];
    restricted: boolean | null;
  }[];
  not_assessed: { company: Company; why: string }[];
  screens: { name: string; title: string; question: string }[];
}

export interface Filing {
  digest: string;
  company: string;
  form: string;
  accession: string;
  period_end: string | null;
  known_since: string | null;
  name: string;
  readable: boolean;
}

export interface Reading {
  filing: Filing;
  text: string;
  start: number;
  end: number;
  total: number;
  sections: { item: string; title: string; start: number; end: number }[];
}

export interface Deal {
  key: string;
  market: string;
  kind: string;
  issuer: string;
  counterparty: string;
  status: string;
  first: string | null;
  latest: string | null;
  terms: { name: string; tranche: string | null; quote: string }[];
  documents: { form: string; accession: string; document: string }[];
}

export interface Book {
  as_of: string;
  workbook: string;
  deck: string;
  ledger: string;
  figures: number;
  defaults: number;
  state: string;
  headline: Figure | null;
  findings: Remark[];
}

export interface Folder {
  id: string;
  operation: string;
  owner: string;
  released: boolean;
  files: { id: string; name: string; size: number }[];
}

export interface Me {
  name: string;
  roles: string[];
  walls: string[];
  signed_in_by: string;
}

export interface GridRow {
  label: string;
  numbers: (Figure | null)[];
  style: string;
  formats: string[];
}

export interface Grid {
  title: string;
  columns: string[];
  formats: string[];
  rows: GridRow[];
  note: string;
}

export interface Valuation {
  company: Company;
  title: string;
  as_of: string;
  currency: string;
  grids: Grid[];
  notes: string[];
  headline: Figure;
  findings: Remark[];
}
