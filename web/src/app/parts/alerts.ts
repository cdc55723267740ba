import { Component, signal } from '@angular/core';
import { RouterLink } from '@angular/router';

import { read, run } from '../../api/desk';
import { FigureOnPage } from './figure';
import { Loaded } from './loaded';
import { Trouble } from './trouble';

interface Raised {
  number: number;
  rule: string;
  company: string;
  says: string;
  form: string;
  materiality: number;
  drivers: string[];
  document: string;
  span: [number, number] | null;
  quote: string;
  figure: string;
  raised_at: string;
  acknowledged_by: string;
  thumbs: { person: string; verdict: string }[];
}

/** What rules raised, to be noted and judged. */
@Component({
  selector: 'br-alerts',
  imports: [FigureOnPage, RouterLink, Trouble],
  template: `
    <div class="row">
      <h2>Alerts</h2>
      <label class="inline"><input type="checkbox" [checked]="open()" (change)="open.set($any($event.target).checked); ask()" /> only those nobody noted</label>
    </div>
    <br-trouble [problem]="marked.problem() ?? found.problem()" />
    @for (one of found.value() ?? []; track one.number) {
      <article class="line" [attr.data-weight]="one.materiality">
        <div><b>{{ one.company }}</b> {{ one.says }} @if (one.figure) {<br-figure [figure]="one.figure" as="proof" />}</div>
        <div class="faint">{{ one.raised_at.slice(0, 16).replace('T', ' ') }} &middot; {{ one.rule }} {{ one.form }} @for (driver of one.drivers; track driver) {&middot; {{ driver }}}</div>
        @if (one.quote) {
          <blockquote>{{ one.quote }} @if (one.document && one.span) {<a [routerLink]="['/documents', one.document]" [queryParams]="{ start: one.span[0], end: one.span[1] }">proof</a>}</blockquote>
        }
        <div class="row">
          @if (one.acknowledged_by) {<span class="faint">noted by {{ one.acknowledged_by }}</span>} @else {
            <button type="button" (click)="mark(one, { acknowledge: true })" [attr.aria-label]="'Note alert ' + one.number">Noted</button>
          }
          <button type="button" [attr.aria-pressed]="has(one, 'up')" (click)="mark(one, { thumb: 'up' })" [attr.aria-label]="'Alert ' + one.number + ' was worth telling'">Worth telling</button>
          <button type="button" [attr.aria-pressed]="has(one, 'down')" (click)="mark(one, { thumb: 'down' })" [attr.aria-label]="'Alert ' + one.number + ' was not worth telling'">Not worth it</button>
        </div>
      </article>
    } @empty {
      @if (found.value()) {<p class="faint">No rule raised anything{{ open() ? ' that nobody noted' : '' }}. <code>bookrunner add-alert-rule FILE</code> adds a rule.</p>}
    }
  `,
})
export class Alerts {
  readonly open = signal(true);
  readonly found = new Loaded<Raised[]>();
  readonly marked = new Loaded<unknown>();

  constructor() {
    this.ask();
  }

  ask(): void {
    void this.found.ask(async () => (await read<{ raised: Raised[] }>('alerts', { open: this.open() })).raised);
  }

  mark(one: Raised, as: { acknowledge?: boolean; thumb?: string }): void {
    void this.marked.ask(() => run('mark-alert', { number: one.number, ...as })).then(() => this.ask());
  }

  has(one: Raised, verdict: string): boolean {
    return one.thumbs.some((thumb) => thumb.verdict === verdict);
  }
}
