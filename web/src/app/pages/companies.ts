import { Component, computed, signal } from '@angular/core';
import { RouterLink } from '@angular/router';

import { read } from '../../api/desk';
import { Company } from '../../api/shapes';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

/** The companies that are known. */
@Component({
  imports: [RouterLink, Trouble],
  template: `
    <div class="row">
      <h1>Companies</h1>
      <input type="search" aria-label="Find a company" placeholder="Name, ticker, industry" (input)="words.set($any($event.target).value)" />
    </div>
    <br-trouble [problem]="found.problem()" />
    @if (found.waiting()) {
      <p class="faint">Opening the records</p>
    }
    <table class="grid">
      <caption class="sr">Companies, one a row</caption>
      <thead>
        <tr><th scope="col">Ticker</th><th scope="col">Company</th><th scope="col">Industry</th><th scope="col">Year end</th><th scope="col">CIK</th></tr>
      </thead>
      <tbody>
        @for (one of rows(); track one.cik + one.name) {
          <tr>
            <td>{{ one.ticker || '-' }}</td>
            <td>
              <a [routerLink]="['/companies', one.ticker || one.cik]">{{ one.name }}</a>
              @if (one.invented) {
                <span class="tag">invented</span>
              }
            </td>
            <td>{{ one.industry || '-' }}</td>
            <td>{{ one.fiscal_year_end.slice(2) || '-' }}</td>
            <td class="num">{{ one.cik }}</td>
          </tr>
        }
      </tbody>
    </table>
    @if (found.value() && !rows().length) {
      <p>No company fits. <code>bookrunner fetch TICKER</code> brings one from EDGAR.</p>
    }
  `,
})
export class Companies {
  readonly words = signal('');
  readonly found = new Loaded<Company[]>();
  readonly rows = computed(() => {
    const words = this.words().toLowerCase().split(/\s+/);
    return (this.found.value() ?? []).filter((one) => {
      const said = `${one.ticker} ${one.name} ${one.industry} ${one.cik}`.toLowerCase();
      return words.every((word) => said.includes(word));
    });
  });

  constructor() {
    void this.found.ask(async () => (await read<{ companies: Company[] }>('companies')).companies);
  }
}
