import { Component, effect, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';

import { run } from '../../api/desk';
import { Company, Figure } from '../../api/shapes';
import { FigureOnPage } from '../parts/figure';
import { formatted } from '../parts/formats';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

interface Buyer {
  name: string;
  ticker: string;
  type: string;
  kind: string;
  tier: number | null;
  rationale: string;
  capacity: { assessed: boolean; why_not: string; net_leverage: Figure | null; net_leverage_after: Figure | null; debt_capacity: Figure | null; covers: Figure | null };
  missing: string[];
  excluded: string[];
  score: number | null;
  told: string;
  test: string;
  antitrust: string;
  citations: { document: string; source_name: string; form: string; span: [number, number]; quote: string }[];
}

interface Buyers {
  company: Company;
  as_of: string;
  test: { words: string };
  price: { how: string; enterprise_value: Figure } | null;
  counts: Record<string, number>;
  buyers: Buyer[];
  findings: { message: string }[];
}

/** Who could buy a company, in tiers, with reasons, means, and what stands against a call. */
@Component({
  imports: [FigureOnPage, RouterLink, Trouble],
  template: `
    <div class="row"><h1>Buyers</h1> <a routerLink="/targets">Targets</a></div>
    <form class="row controls" (submit)="choose($event, name.value)">
      <label class="inline">Of <input #name required [value]="company() ?? ''" placeholder="HD" /></label>
      <button type="submit" [disabled]="found.waiting()">{{ found.waiting() ? 'Looking through what is known' : 'List buyers' }}</button>
    </form>
    <br-trouble [problem]="found.problem()" />
    @if (found.value(); as said) {
      <p class="finding">{{ said.company.name }} as of {{ said.as_of }}. The order is {{ said.test.words }}.</p>
      @if (said.price; as price) {
        <p>Assumed price: <br-figure [figure]="price.enterprise_value.id" [as]="money(price.enterprise_value)" [origin]="price.enterprise_value.origin" /> million <span class="faint">{{ price.how }}</span></p>
      }
      <p class="faint">{{ said.counts['companies'] }} companies looked at, {{ said.counts['listed'] }} listed, {{ said.counts['without_tie'] }} without a tie, {{ said.counts['not_assessed'] }} not assessed, {{ said.counts['excluded'] }} not to be called</p>
      <div class="wide" tabindex="0" role="region" aria-label="Buyers">
        <table class="grid">
          <caption class="sr">Buyers by tier</caption>
          <thead><tr><th scope="col">Tier</th><th scope="col">Buyer</th><th scope="col">Why</th><th scope="col" class="num">Debt / EBITDA, before and after</th><th scope="col" class="num">Capacity</th><th scope="col" class="num">Of the price</th><th scope="col">Missing, or against</th></tr></thead>
          <tbody>
            @for (one of said.buyers; track one.name) {
              <tr>
                <td>{{ one.tier ?? '-' }}</td>
                <td>
                  @if (one.ticker) {<a [routerLink]="['/companies', one.ticker]">{{ one.name }}</a>} @else {{{ one.name }}}
                  <div class="faint">{{ one.type }} {{ one.kind }}</div>
                  @for (reason of one.excluded; track reason) {<span class="tag warn">{{ reason }}</span>}
                </td>
                <td>
                  {{ one.rationale }}
                  @for (cited of one.citations; track $index) {
                    <blockquote>{{ cited.quote }} <a [routerLink]="['/documents', cited.document]" [queryParams]="{ start: cited.span[0], end: cited.span[1] }">{{ cited.form }} of {{ cited.source_name }}</a></blockquote>
                  }
                </td>
                <td class="num">
                  @for (figure of [one.capacity.net_leverage, one.capacity.net_leverage_after]; track $index) {
                    @if ($index) {<span class="faint"> to </span>}
                    @if (figure) {<br-figure [figure]="figure.id" [as]="times(figure)" [origin]="figure.origin" />} @else {-}
                  }
                </td>
                <td class="num">@if (one.capacity.debt_capacity; as figure) {<br-figure [figure]="figure.id" [as]="money(figure)" [origin]="figure.origin" />} @else {-}</td>
                <td class="num">@if (one.capacity.covers; as figure) {<br-figure [figure]="figure.id" [as]="share(figure)" [origin]="figure.origin" />} @else {-}</td>
                <td>
                  @if (!one.capacity.assessed) {<div>{{ one.capacity.why_not }}</div>}
                  @for (lack of one.missing; track lack) {<div class="faint">{{ lack }}</div>}
                  @if (one.antitrust) {<div>{{ one.antitrust }}</div>}
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
      @for (one of said.findings; track $index) {<p class="finding">{{ one.message }}</p>}
    }
  `,
})
export class BuyersPage {
  readonly company = input<string>();
  readonly found = new Loaded<Buyers>();
  private readonly router = inject(Router);

  constructor() {
    effect(() => {
      const company = this.company();
      if (company) void this.found.ask(async () => (await run<Buyers>('buyers', { company })).answer);
    });
  }

  choose(event: Event, company: string): void {
    event.preventDefault();
    if (company.trim()) void this.router.navigate(['/buyers'], { queryParams: { company: company.trim() } });
  }

  money(figure: Figure): string {
    return formatted(figure.value, 'MONEY_MM0');
  }

  times(figure: Figure): string {
    return formatted(figure.value, 'MULTIPLE');
  }

  share(figure: Figure): string {
    return formatted(figure.value, 'PERCENT1');
  }
}
