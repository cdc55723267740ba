import { Component, computed, inject, input } from '@angular/core';

import { Lineage } from './lineage';
import { shown } from './numbers';

/** A number. It is the only way one is shown, and it always opens where it comes from. */
@Component({
  selector: 'br-figure',
  template: `
    @if (figure()) {
      <button
        type="button"
        class="figure"
        [class.note]="note()"
        [attr.data-kind]="kind()"
        [title]="origin()"
        (click)="lineage.open(figure())"
      >
        {{ words() }}
      </button>
    } @else {
      <span class="num" [title]="origin()">{{ words() }}</span>
    }
  `,
})
export class FigureOnPage {
  readonly lineage = inject(Lineage);
  /** The id that `why` takes; empty for what is made of several companies' records. */
  readonly figure = input.required<string>();
  readonly value = input<number | string>('');
  readonly unit = input('');
  /** Said in place of the value, where the server has already written it. */
  readonly as = input('');
  readonly origin = input('');
  readonly kind = input('');
  readonly note = input(false);
  readonly words = computed(() => this.as() || shown(this.value(), this.unit()));
}
