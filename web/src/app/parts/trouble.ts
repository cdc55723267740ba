import { Component, input } from '@angular/core';

import { Problem } from '../../api/desk';

/** A refusal: what happened, what to do next, and what was perhaps meant. */
@Component({
  selector: 'br-trouble',
  template: `
    @if (problem(); as said) {
      <div class="trouble" role="alert">
        <strong>{{ said.title }}</strong>
        <p>{{ said.detail }}</p>
        @if (said.choices.length) {
          <p>Choose one of: {{ said.choices.join(', ') }}</p>
        }
        @if (said.trace) {
          <p class="faint">trace {{ said.trace }}</p>
        }
      </div>
    }
  `,
})
export class Trouble {
  readonly problem = input.required<Problem | null>();
}
