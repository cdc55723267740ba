import { Component, effect, signal } from '@angular/core';
import { RouterLink } from '@angular/router';

import { read, run } from '../../api/desk';
import { Screen } from '../../api/shapes';
import { FigureOnPage } from '../parts/figure';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

interface Backtest {
  test: { words: string };
  reasons: string[];
  alarms: string[];
  n: number;
  positives: number;
  first: string | null;
  last: string | null;
  embargo_days: number;
  unassessed: number;
}

/** Whom to call, with what speaks for and against each name. */
@Component({
  imports: [FigureOnPage, RouterLink, Trouble],
  template: `
    <div class="row"><h1>Targets</h1> <a class="button" routerLink="/buyers">Buyers of a company</a></div>
    <div class="row controls" role="group" aria-label="Screens">
      @for (one of listed.value()?.screens ?? []; track one.name) {
        <button type="button" [attr.aria-pressed]="one.name === chosen()" (click)="chosen.set(one.name)" [title]="one.question">{{ one.title }}</button>
      }
    </div>
    <form class="row controls" (submit)="narrow($event, condition.value)">
      <label class="inline">Only where <input #condition size="42" [value]="where()" placeholder="net_leverage > 3 and due_24m_share >= 25%" /></label>
      <button type="submit">Narrow</button>
      <button type="button" (click)="test()" [disabled]="tested.waiting()">{{ tested.waiting() ? 'Testing on the past' : 'Test on the past' }}</button>
    </form>
    <br-trouble [problem]="tested.problem() ?? found.problem() ?? listed.problem()" />
    @if (tested.value(); as said) {
      <section class="result" role="status" aria-label="Back-test">
        <p><b>{{ said.test.words }}</b></p>
        <p>{{ said.n }} trials, {{ said.positives }} came about, {{ said.first ?? 'no first day' }} to {{ said.last ?? 'no last day' }}; {{ said.unassessed }} not assessed; embargo {{ said.embargo_days }} days.</p>
        @for (one of said.reasons; track one) {<p class="finding">{{ one }}</p>}
        @for (one of said.alarms; track one) {<p class="warn">{{ one }}</p>}
      </section>
    }
    @if (found.waiting()) {
      <p class="faint">Working out features</p>
    }
    @if (found.value(); as said) {
      <p>{{ said.question }}</p>
      <p class="finding">As of {{ said.as_of }}. {{ said.test.words }}</p>
      <p class="faint">{{ said.counts['known'] }} companies known, {{ said.counts['with_points'] }} with points, {{ said.counts['not_assessed'] }} not assessed</p>
      <table class="grid">
        <caption class="sr">Names that came out</caption>
        <thead><tr><th scope="col" class="num">Rank</th><th scope="col">Company</th><th scope="col" class="num">Score</th><th scope="col">What speaks for it</th><th scope="col">Against, and missing</th></tr></thead>
        <tbody>
          @for (one of said.results; track one.rank) {
            <tr>
              <td class="num">{{ one.rank }}</td>
              <td>
                <a [routerLink]="['/companies', one.company.ticker || one.company.cik]">{{ one.company.name }}</a>
                @if (one.restricted) {<span class="tag warn">restricted</span>}
                <div class="faint">{{ one.told }} drivers told</div>
              </td>
              <td class="num">{{ one.score.toFixed(1) }}<div class="faint">{{ tried(said) }}</div></td>
              <td>
                @for (driver of one.drivers; track driver.value.feature) {
                  <div>{{ driver.why }}: <br-figure [figure]="driver.value.id" [as]="driver.value.shown" [origin]="driver.value.origin" /> <span class="faint">{{ driver.value.label }}</span></div>
                }
              </td>
              <td>
                @for (other of one.against; track $index) {<div>{{ other.says }}</div>}
                @for (lack of one.missing; track lack) {<div class="faint">{{ lack }}</div>}
              </td>
            </tr>
          }
        </tbody>
      </table>
    }
  `,
})
export class Targets {
  readonly chosen = signal('refinancing');
  readonly listed = new Loaded<Screen>();
  readonly where = signal('');
  readonly found = new Loaded<Screen>();
  readonly tested = new Loaded<Backtest>();

  constructor() {
    void this.listed.ask(() => read<Screen>('screen'));
    effect(() => {
      const [name, where] = [this.chosen(), this.where()];
      this.tested.value.set(null);
      void this.found.ask(() => read<Screen>('screen', { name, where, count: 15 }));
    });
  }

  narrow(event: Event, condition: string): void {
    event.preventDefault();
    this.where.set(condition.trim());
  }

  test(): void {
    const name = this.chosen();
    void this.tested.ask(async () => (await run<Backtest>('backtest', { name })).answer);
  }

  /** What a test of this very screen stands behind its scores with. */
  tried(said: Screen): string {
    return said.test.n === null ? 'not tested' : `n ${said.test.n}, ${said.test.period}`;
  }
}
