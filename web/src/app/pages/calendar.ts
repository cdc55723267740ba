import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';

import { run } from '../../api/desk';
import { FigureOnPage } from '../parts/figure';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

interface Proof {
  what: string;
  value: string;
  form: string;
  accession: string;
  document: string;
  span: [number, number] | null;
  figure: string;
}

interface Undated {
  kind: string;
  company: string;
  cik: string;
  what: string;
  reason: string;
  proofs: Proof[];
}

interface Dated extends Undated {
  key: string;
  date: string;
  until: string | null;
  business_day: string | null;
  formula: string;
  convention: string;
  detail: string;
}

interface Calendar {
  since: string;
  rows: Dated[];
  not_dated: Undated[];
}

const KINDS = ['pricing', 'lock-up', 'greenshoe', 'shelf', 'maturity', 'blackout'];

/** Days ahead: expected pricings, ends of lock-ups and greenshoes, shelves, maturities, blackouts. */
@Component({
  imports: [RouterLink, FigureOnPage, Trouble],
  template: `
    <div class="row">
      <h1>Calendar</h1>
      <a class="button" routerLink="/tape">Deal tape</a>
      <label class="inline">What
        <select (change)="kind.set($any($event.target).value)">
          <option value="">all</option>
          @for (one of kinds; track one) {<option [value]="one">{{ one }}</option>}
        </select>
      </label>
      <label class="inline">Company <input type="text" [value]="company() ?? ''" (change)="go($any($event.target).value)" /></label>
      <label class="inline">From <input type="date" (change)="since.set($any($event.target).value)" /></label>
    </div>
    <br-trouble [problem]="found.problem()" />
    @if (found.waiting()) {<p class="faint">Reading terms, registers and debt tables</p>}
    @if (found.value(); as said) {
      <p class="faint">{{ said.rows.length }} days from {{ said.since }} on. A day opens to the formula and the words it stands on.</p>
      @for (month of months(); track month.name) {
        <h2>{{ month.name }}</h2>
        @for (one of month.rows; track one.key) {
          <article class="line">
            <details>
              <summary>
                <b>{{ one.date }}{{ one.until ? ' to ' + one.until : '' }}</b>&ngsp;<span class="tag">{{ one.kind }}</span>
                {{ one.company }}: {{ one.what }}
                @if (one.business_day && one.business_day !== one.date) {<span class="faint">takes effect {{ one.business_day }}</span>}
              </summary>
              <p class="faint">{{ one.formula }}</p>
              @if (one.detail) {<p class="faint">{{ one.detail }}</p>}
              <dl>
                @for (proof of one.proofs; track $index) {
                  <dt>{{ proof.what }}</dt>
                  <dd>
                    @if (proof.figure) {
                      <br-figure [figure]="proof.figure" [as]="proof.value" />
                    } @else if (proof.document) {
                      <a [routerLink]="['/documents', proof.document]" [queryParams]="proof.span ? { start: proof.span[0], end: proof.span[1] } : {}">{{ proof.value }} ({{ proof.form }} {{ proof.accession }})</a>
                    } @else {
                      {{ proof.value }}
                    }
                  </dd>
                }
              </dl>
            </details>
          </article>
        }
      } @empty {
        <p>Nothing is dated from that day on. Bring prospectuses, 8-Ks and annual reports under <a routerLink="/documents">Documents</a>, or choose an earlier day.</p>
      }
      @if (undated().length) {
        <details>
          <summary>{{ undated().length }} without a day that the filings state</summary>
          @for (one of undated(); track $index) {
            <article class="line"><b>{{ one.company }}</b> {{ one.what }} <span class="tag">{{ one.kind }}</span> <span class="faint">{{ one.reason }}</span></article>
          }
        </details>
      }
    }
  `,
})
export class CalendarPage {
  private readonly router = inject(Router);
  readonly company = input<string>();
  readonly kinds = KINDS;
  readonly kind = signal('');
  readonly since = signal('');
  readonly found = new Loaded<Calendar>();
  readonly undated = computed(() => this.found.value()?.not_dated ?? []);
  readonly months = computed(() => {
    const months = new Map<string, Dated[]>();
    for (const one of this.found.value()?.rows ?? []) {
      const name = new Date(`${one.date}T00:00:00Z`).toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
      months.set(name, [...(months.get(name) ?? []), one]);
    }
    return [...months].map(([name, rows]) => ({ name, rows }));
  });

  constructor() {
    effect(() => {
      const asked = { company: this.company(), kind: this.kind() ? [this.kind()] : [], since: this.since() };
      const fields = Object.fromEntries(Object.entries(asked).filter(([, value]) => value?.length));
      void this.found.ask(async () => (await run<Calendar>('calendar', fields)).answer);
    });
  }

  go(company: string): void {
    void this.router.navigate([], { queryParams: { company: company.trim() || null } });
  }
}
