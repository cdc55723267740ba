import { Component, effect, signal } from '@angular/core';
import { RouterLink } from '@angular/router';

import { read } from '../../api/desk';
import { Screen } from '../../api/shapes';
import { FigureOnPage } from '../parts/figure';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

/** Whom to call, with what speaks for and against each name. */
@Component({
  imports: [FigureOnPage, RouterLink, Trouble],
  template: `
    <h1>Targets</h1>
    <div class="row controls" role="group" aria-label="Screens">
      @for (one of listed.value()?.screens ?? []; track one.name) {
        <button type="button" [attr.aria-pressed]="one.name === chosen()" (click)="chosen.set(one.name)" [title]="one.question">{{ one.title }}</button>
      }
    </div>
    <br-trouble [problem]="found.problem() ?? listed.problem()" />
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
              <td class="num">{{ one.score.toFixed(1) }}</td>
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
  readonly found = new Loaded<Screen>();

  constructor() {
    void this.listed.ask(() => read<Screen>('screen'));
    effect(() => {
      const name = this.chosen();
      void this.found.ask(() => read<Screen>('screen', { name, count: 15 }));
    });
  }
}
