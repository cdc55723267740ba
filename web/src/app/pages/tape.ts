import { Component, effect, signal } from '@angular/core';
import { RouterLink } from '@angular/router';

import { read } from '../../api/desk';
import { Deal } from '../../api/shapes';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

/** Deals with their terms, the latest first. */
@Component({
  imports: [RouterLink, Trouble],
  template: `
    <div class="row">
      <h1>Deal tape</h1>
      <a class="button" routerLink="/calendar">Calendar</a>
      <label class="inline">Market
        <select (change)="market.set($any($event.target).value)">
          <option value="">all</option><option value="ecm">equity</option><option value="dcm">debt</option><option value="ma">M&amp;A</option>
        </select>
      </label>
    </div>
    <br-trouble [problem]="found.problem()" />
    @if (found.waiting()) {<p class="faint">Reading deal documents</p>}
    @for (deal of found.value() ?? []; track deal.key) {
      <article class="line">
        <div><b>{{ deal.issuer }}</b> @if (deal.counterparty) {with {{ deal.counterparty }}} <span class="tag">{{ deal.status }}</span> <span class="faint">{{ deal.market }} &middot; {{ deal.kind }} &middot; {{ deal.latest ?? 'day unknown' }}</span></div>
        <details>
          <summary>{{ deal.terms.length }} terms, {{ deal.documents.length }} documents</summary>
          <dl>
            @for (term of deal.terms; track $index) {<dt>{{ term.name.replaceAll('_', ' ') }}</dt><dd>{{ term.quote }}</dd>}
          </dl>
          @for (one of deal.documents; track one.document) {<a [routerLink]="['/documents', one.document]">{{ one.form }} {{ one.accession }}</a> }
        </details>
      </article>
    } @empty {
      @if (!found.waiting() && !found.problem()) {<p>No deal document is kept. <code>bookrunner ingest FOLDER</code> brings prospectuses, 8-Ks and merger documents.</p>}
    }
  `,
})
export class TapePage {
  readonly market = signal('');
  readonly found = new Loaded<Deal[]>();

  constructor() {
    effect(() => {
      const market = this.market();
      void this.found.ask(async () => (await read<{ deals: Deal[] }>('tape', { market })).deals);
    });
  }
}
