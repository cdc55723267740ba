import { Component, ElementRef, Injectable, effect, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';

import { read } from '../../api/desk';
import { Why } from '../../api/shapes';
import { Loaded } from './loaded';
import { whole } from './numbers';
import { Trouble } from './trouble';

/** Which figure's proof stands open. */
@Injectable({ providedIn: 'root' })
export class Lineage {
  readonly figure = signal('');

  open(figure: string): void {
    this.figure.set(figure);
  }
}

/** Where a number comes from, down to the words in the filing. */
@Component({
  selector: 'br-lineage',
  imports: [RouterLink, Trouble],
  template: `
    <dialog #sheet class="lineage" aria-labelledby="lineage-title" (close)="lineage.figure.set('')">
      <header>
        <h2 id="lineage-title">Where it comes from</h2>
        <button type="button" (click)="sheet.close()" aria-label="Close">Esc</button>
      </header>
      <br-trouble [problem]="found.problem()" />
      @if (found.waiting()) {
        <p class="faint">Walking back to the filings</p>
      }
      @if (found.value(); as why) {
        <ol class="steps">
          @for (step of why.steps; track $index) {
            <li [attr.data-depth]="depth(step.depth)">
              <div class="step">
                <b>{{ step.number.name }}</b>
                <span class="num">{{ text(step.number.value, step.number.unit) }}</span>
                <span class="faint">{{ step.number.period_end }}</span>
                <span class="kind" [attr.data-kind]="step.number.kind">{{ step.number.kind }}</span>
              </div>
              <div class="origin">{{ step.number.origin }}</div>
              @if (step.words; as words) {
                <blockquote>
                  {{ words.before }}<mark>{{ words.words }}</mark>{{ words.after }}
                  <a
                    [routerLink]="['/documents', words.digest]"
                    [queryParams]="{ start: words.start, end: words.end }"
                    (click)="sheet.close()"
                    >open the document</a
                  >
                </blockquote>
              } @else if (step.url) {
                <a [href]="step.url" target="_blank" rel="noopener noreferrer">{{ step.accession }}</a>
              }
            </li>
          }
        </ol>
      }
    </dialog>
  `,
})
export class LineageSheet {
  readonly lineage = inject(Lineage);
  readonly found = new Loaded<Why>();
  private readonly sheet = viewChild.required<ElementRef<HTMLDialogElement>>('sheet');
  readonly text = whole;

  constructor() {
    effect(() => {
      const figure = this.lineage.figure();
      if (!figure) return;
      this.sheet().nativeElement.showModal();
      void this.found.ask(() => read<Why>('why', { figure }));
    });
  }

  depth(depth: number): number {
    return Math.min(depth, 6);
  }
}
