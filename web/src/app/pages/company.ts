import { Component, computed, effect, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';

import { read } from '../../api/desk';
import { Filing, Statements } from '../../api/shapes';
import { FigureOnPage } from '../parts/figure';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

interface Debt {
  tranches: { instrument: string; kind: string; coupon: number | null; maturity: string | null; maturity_year: number | null; carrying: number | null; principal: number | null; currency: string; citations: Record<string, { id: string }> }[];
  wall: { year: number | string; label: string; amount: number; citation: { id: string } }[];
}

/** A company: its statements as filed or restated on any day, its debt and maturity wall, its filings. */
@Component({
  imports: [RouterLink, FigureOnPage, Trouble],
  template: `
    @if (statements.value(); as said) {
      <div class="row">
        <h1>{{ said.company.name }}</h1>
        <span class="faint">{{ said.company.ticker }} &middot; {{ said.company.industry }} &middot; CIK {{ said.company.cik }}</span>
        <a class="button" [routerLink]="['/pitch']" [queryParams]="{ company: said.company.ticker || said.company.cik }">Pitch</a>
        <a class="button" [routerLink]="['/models']" [queryParams]="{ company: said.company.ticker || said.company.cik }">Models</a>
      </div>
    }
    <div class="row controls">
      <label class="inline">Basis
        <select (change)="basis.set($any($event.target).value)">
          <option value="annual">annual</option><option value="quarterly">quarterly</option><option value="ltm">LTM</option>
        </select>
      </label>
      <label class="inline">Numbers
        <select (change)="vintage.set($any($event.target).value)">
          <option value="latest">as restated</option><option value="first">as first filed</option>
        </select>
      </label>
      <label class="inline">As known on <input type="date" [value]="asOf()" (change)="asOf.set($any($event.target).value)" /></label>
      @if (days().length > 1) {
        <label class="inline slider">
          <input type="range" min="0" [max]="days().length" step="1" [value]="place()" [attr.aria-valuetext]="asOf() || 'today'" (change)="slideTo(+$any($event.target).value)" />
          {{ asOf() ? 'after ' + asOf() : 'everything known' }}
        </label>
      }
    </div>
    <br-trouble [problem]="statements.problem()" />
    @if (statements.waiting()) {
      <p class="faint">Reading statements</p>
    }
    @if (statements.value(); as said) {
      <p class="faint">{{ said.currency }} in millions, but for amounts per share. A number opens its source; a dot says it was restated.</p>
      @for (statement of said.statements; track statement.name) {
        <table class="grid figures">
          <caption>{{ statement.name }}</caption>
          <thead>
            <tr>
              <th scope="col"><span class="sr">Line</span></th>
              @for (column of said.columns; track column.label) {
                <th scope="col" class="num" [title]="column.period_end">{{ column.label }}</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (line of statement.lines; track line.key) {
              <tr>
                <th scope="row">{{ line.label }}</th>
                @for (cell of line.cells; track $index) {
                  <td class="num">
                    @if (cell) {
                      <br-figure [figure]="cell.number.id" [value]="cell.number.value" [unit]="cell.number.unit" [origin]="cell.number.origin" [kind]="cell.number.kind" [note]="cell.restated" />
                    } @else {
                      <span class="faint" title="not reported, and nothing gives it">-</span>
                    }
                  </td>
                }
              </tr>
            }
          </tbody>
        </table>
      }
      @for (one of said.findings; track $index) {
        <p class="finding">{{ one.message }}</p>
      }
    }
    <h2>Debt</h2>
    <br-trouble [problem]="debt.problem()" />
    @if (!debt.value() && !debt.waiting() && !debt.problem()) {
      <p class="faint">Tranches and maturities are read from the report itself; bring its 10-K or 10-Q under Documents.</p>
    }
    @if (debt.value(); as said) {
      @if (said.wall.length) {
        <div class="wall" role="img" [attr.aria-label]="wallWords()">
          @for (bar of bars(); track bar.label) {
            <div class="bar-of-wall">
              <br-figure [figure]="bar.id" [value]="bar.amount" unit="USD" />
              <progress [value]="bar.share" max="1" [attr.aria-label]="bar.label"></progress>
              <span class="faint">{{ bar.label }}</span>
            </div>
          }
        </div>
      }
      <table class="grid figures">
        <caption class="sr">Tranches</caption>
        <thead><tr><th scope="col">Instrument</th><th scope="col" class="num">Coupon</th><th scope="col" class="num">Maturity</th><th scope="col" class="num">Carrying</th></tr></thead>
        <tbody>
          @for (one of said.tranches; track $index) {
            <tr>
              <th scope="row">{{ one.instrument }}</th>
              <td class="num">{{ one.coupon === null ? '-' : percent(one.coupon) }}</td>
              <td class="num">{{ one.maturity ?? one.maturity_year ?? '-' }}</td>
              <td class="num">
                @if (one.carrying !== null) {
                  <br-figure [figure]="one.citations['carrying']?.id ?? ''" [value]="one.carrying" [unit]="one.currency" />
                } @else { - }
              </td>
            </tr>
          }
        </tbody>
      </table>
    }
    <h2>Filings</h2>
    <br-trouble [problem]="filings.problem()" />
    <table class="grid">
      <caption class="sr">Filings, newest first</caption>
      <thead><tr><th scope="col">Known since</th><th scope="col">Form</th><th scope="col">Period to</th><th scope="col">Accession</th><th scope="col">Document</th></tr></thead>
      <tbody>
        @for (one of filings.value() ?? []; track one.digest + one.accession) {
          <tr>
            <td>{{ one.known_since ?? '-' }}</td><td>{{ one.form }}</td><td>{{ one.period_end ?? '-' }}</td><td>{{ one.accession || '-' }}</td>
            <td>@if (one.readable) {<a [routerLink]="['/documents', one.digest]">read</a>} @else {<span class="faint">numbers only</span>}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class CompanyPage {
  readonly company = input.required<string>();
  readonly basis = signal('annual');
  readonly vintage = signal('latest');
  readonly asOf = signal('');
  readonly statements = new Loaded<Statements>();
  readonly debt = new Loaded<Debt>();
  readonly filings = new Loaded<Filing[]>();
  /** Days on which something was filed, the earliest first: what the slider stops at. */
  readonly days = signal<string[]>([]);
  readonly place = computed(() => {
    const asOf = this.asOf();
    return asOf ? Math.max(0, this.days().filter((day) => day <= asOf).length - 1) : this.days().length;
  });
  readonly bars = computed(() => {
    const wall = this.debt.value()?.wall ?? [];
    const most = Math.max(...wall.map((one) => one.amount), 1);
    return wall.map((one) => ({ label: String(one.label), amount: one.amount, share: one.amount / most, id: one.citation.id }));
  });

  constructor() {
    effect(() => {
      const company = this.company();
      // Where they cannot be told, the statements below say why.
      void read<{ filings: Filing[] }>('filings', { company }).then(
        (said) => this.days.set([...new Set(said.filings.flatMap((one) => one.known_since?.slice(0, 10) ?? []))].sort()),
        () => this.days.set([]),
      );
    });
    effect(() => {
      const fields = { company: this.company(), as_of: this.asOf() };
      const basis = this.basis();
      const vintage = this.vintage();
      void this.statements.ask(() => read<Statements>('statements', { ...fields, basis, vintage, periods: 5 }));
    });
    effect(() => {
      const fields = { company: this.company(), as_of: this.asOf() };
      void this.filings.ask(async () => (await read<{ filings: Filing[] }>('filings', fields)).filings.slice(0, 40)).then(() => {
        // Debt is read from the report itself; where only numbers are kept there is nothing to ask.
        const reports = this.filings.value()?.filter((one) => one.readable && /^(10-[KQ]|20-F|40-F)/.test(one.form));
        if (reports?.length) void this.debt.ask(() => read<Debt>('debt', fields));
        else this.debt.value.set(null);
      });
    });
  }

  /** Behind the last of the days stands everything that is known. */
  slideTo(place: number): void {
    this.asOf.set(this.days()[place] ?? '');
  }

  percent(share: number): string {
    return `${(share * 100).toFixed(3).replace(/\.?0+$/, '')}%`;
  }

  wallWords(): string {
    return `Maturities: ${this.bars().map((bar) => `${bar.label} ${Math.round(bar.amount / 1e6)} million`).join(', ')}`;
  }
}
