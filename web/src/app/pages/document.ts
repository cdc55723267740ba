import { Component, ElementRef, computed, effect, input, viewChild } from '@angular/core';

import { read } from '../../api/desk';
import { Reading } from '../../api/shapes';
import { Loaded } from '../parts/loaded';
import { Trouble } from '../parts/trouble';

const WINDOW = 12_000;

/** A stretch of a document, with the cited words marked. The words are text, never markup. */
@Component({
  imports: [Trouble],
  template: `
    <br-trouble [problem]="found.problem()" />
    @if (found.waiting()) {<p class="faint">Opening the document</p>}
    @if (found.value(); as said) {
      <div class="row">
        <h1>{{ said.filing.company || said.filing.name }}</h1>
        <span class="faint">{{ said.filing.form }} &middot; {{ said.filing.accession || said.filing.name }} &middot; characters {{ said.start + 1 }} to {{ said.end }} of {{ said.total }}</span>
      </div>
      <div class="reader">
        <nav aria-label="Sections">
          @for (one of said.sections; track one.start) {
            <button type="button" (click)="go(one.start)">{{ one.item }} {{ one.title }}</button>
          }
        </nav>
        <pre class="words" tabindex="0" aria-label="The words">{{ parts().before }}<mark #mark>{{ parts().cited }}</mark>{{ parts().after }}</pre>
      </div>
      <div class="row">
        <button type="button" [disabled]="said.start === 0" (click)="go(back(said.start))">Before</button>
        <button type="button" [disabled]="said.end >= said.total" (click)="go(said.end)">After</button>
      </div>
    }
  `,
})
export class DocumentPage {
  readonly digest = input.required<string>();
  readonly start = input<string>();
  readonly end = input<string>();
  readonly found = new Loaded<Reading>();
  private readonly mark = viewChild<ElementRef<HTMLElement>>('mark');
  readonly parts = computed(() => {
    const said = this.found.value();
    const from = Number(this.start() ?? 0) - (said?.start ?? 0);
    const to = Number(this.end() ?? 0) - (said?.start ?? 0);
    const text = said?.text ?? '';
    if (!said || to <= from || from < 0 || from >= text.length) return { before: text, cited: '', after: '' };
    return { before: text.slice(0, from), cited: text.slice(from, to), after: text.slice(to) };
  });

  constructor() {
    effect(() => {
      this.go(Math.max(0, Number(this.start() ?? 0) - WINDOW / 4), this.digest());
    });
    effect(() => {
      if (this.parts().cited) this.mark()?.nativeElement.scrollIntoView({ block: 'center' });
    });
  }

  go(at: number, document = this.digest()): void {
    void this.found.ask(() => read<Reading>('read', { document, start: at + 1, length: WINDOW }));
  }

  back(start: number): number {
    return Math.max(0, start - WINDOW);
  }
}
