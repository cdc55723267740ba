import { Component, effect, signal } from '@angular/core';

import { read } from '../../api/desk';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

interface Action {
  seq: number | null;
  at: string;
  ended_at: string;
  who: string;
  signed_in_by: string;
  operation: string;
  asked: string;
  read: string;
  outcome: string;
  left: { name: string; size: number }[];
  walls: string[];
}

interface Log {
  actions: Action[];
  verdict: { entries: number; signed: number; first_bad: number | null; proven: string[]; faults: { code: string; message: string }[] } | null;
  sound: boolean;
}

/** Who did what, what was read and what left the house, in a record that shows any change to it. */
@Component({
  imports: [Trouble],
  template: `
    <div class="row">
      <h1>Audit</h1>
      <button type="button" (click)="verify()" [disabled]="proof.waiting()">{{ proof.waiting() ? 'Verifying the whole record' : 'Verify the record' }}</button>
    </div>
    <br-trouble [problem]="proof.problem()" />
    @if (proof.value(); as said) {
      <section class="result" role="status" aria-label="The record">
        <p [class.warn]="!said.sound"><b>{{ said.sound ? 'Sound' : 'Not sound' }}</b>: {{ said.verdict?.entries }} entries, {{ said.verdict?.signed }} signed @if (said.verdict?.first_bad !== null) {, the first that is not right is {{ said.verdict?.first_bad }}}</p>
        @for (one of said.verdict?.faults ?? []; track $index) {<p class="warn">{{ one.message }}</p>}
        @for (one of said.verdict?.proven ?? []; track $index) {<p class="faint">{{ one }}</p>}
      </section>
    }
    <div class="row controls">
      <label class="inline">Who <input #person (change)="who.set(person.value)" /></label>
      <label class="inline">Operation <input #what (change)="operation.set(what.value)" placeholder="pitch" /></label>
      <label class="inline">Since <input type="date" #from (change)="since.set(from.value)" /></label>
      <label class="inline">Until <input type="date" #to (change)="until.set(to.value)" /></label>
    </div>
    <br-trouble [problem]="found.problem()" />
    @if (found.waiting()) {<p class="faint">Reading the record</p>}
    <div class="wide" tabindex="0" role="region" aria-label="Actions">
      <table class="grid">
        <caption class="sr">Actions, newest first</caption>
        <thead><tr><th scope="col">At (UTC)</th><th scope="col">Who</th><th scope="col">Operation</th><th scope="col">Asked</th><th scope="col">Outcome</th><th scope="col">Left the house</th></tr></thead>
        <tbody>
          @for (one of newest(); track $index) {
            <tr>
              <td class="when">{{ one.at.slice(0, 19).replace('T', ' ') }}</td>
              <td>{{ one.who }} <div class="faint">{{ one.signed_in_by }}</div></td>
              <td>{{ one.operation }} @for (wall of one.walls; track wall) {<span class="tag">{{ wall }}</span>}</td>
              <td class="asked"><code>{{ one.asked }}</code></td>
              <td [class.warn]="one.outcome !== 'done' && one.outcome !== 'begun'">{{ one.outcome }}</td>
              <td>@for (file of one.left; track $index) {<div>{{ file.name }}</div>}</td>
            </tr>
          } @empty {
            @if (found.value()) {<tr><td colspan="6">Nothing was done that fits.</td></tr>}
          }
        </tbody>
      </table>
    </div>
  `,
})
export class Audit {
  readonly who = signal('');
  readonly operation = signal('');
  readonly since = signal('');
  readonly until = signal('');
  readonly found = new Loaded<Log>();
  readonly proof = new Loaded<Log>();

  constructor() {
    effect(() => {
      const fields = { who: this.who().trim(), operation: this.operation().trim(), since: this.since(), until: this.until(), limit: 100 };
      void this.found.ask(() => read<Log>('audit-log', fields));
    });
  }

  newest(): Action[] {
    return [...(this.found.value()?.actions ?? [])].sort((a, b) => b.at.localeCompare(a.at));
  }

  verify(): void {
    void this.proof.ask(() => read<Log>('audit-log', { what: 'verify' }));
  }
}
