import { Component, effect, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';

import { read } from '../../api/desk';
import { Answer } from '../../api/shapes';
import { FigureOnPage } from '../parts/figure';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

/** A question, its answer, and the proof beside it. */
@Component({
  imports: [FigureOnPage, RouterLink, Trouble],
  template: `
    <h1>Ask</h1>
    <form class="asking" (submit)="ask($event, field.value)">
      <input #field type="text" name="q" aria-label="Your question" [value]="q() ?? ''" placeholder="What was net income of ZZALD in fiscal 2023?" />
      <button type="submit">Ask</button>
    </form>
    <br-trouble [problem]="found.problem()" />
    @if (found.waiting()) {
      <p class="faint">Reading the filings</p>
    }
    @if (found.value(); as said) {
      <div class="columns">
        <section aria-label="Answer">
          <p class="answer" [class.abstained]="said.kind === 'abstained'">{{ said.answer }}</p>
          @if (said.id && said.value !== null) {
            <p>The figure: <br-figure [figure]="said.id" [value]="said.value" [unit]="said.unit ?? ''" /></p>
          }
          @if (said.formula) {
            <p class="faint">{{ said.formula }}</p>
          }
          @for (one of said.findings; track $index) {
            <p class="finding">{{ one.message }}</p>
          }
        </section>
        <section aria-label="Proof">
          @for (one of said.citations; track $index) {
            <blockquote>
              <mark>{{ one.quote }}</mark>
              <footer class="faint">
                {{ one.section }} {{ one.accession }}
                <a [routerLink]="['/documents', one.document]" [queryParams]="{ start: one.start, end: one.end }">open</a>
              </footer>
            </blockquote>
          } @empty {
            <p class="faint">There is no proof, so there is no answer.</p>
          }
        </section>
      </div>
    }
  `,
})
export class Ask {
  readonly q = input<string>();
  readonly found = new Loaded<Answer>();
  private readonly router = inject(Router);

  constructor() {
    effect(() => {
      const question = this.q();
      if (question) void this.found.ask(() => read<Answer>('ask', { question }));
    });
  }

  ask(event: Event, question: string): void {
    event.preventDefault();
    if (question.trim()) void this.router.navigate(['/ask'], { queryParams: { q: question.trim() } });
  }
}
