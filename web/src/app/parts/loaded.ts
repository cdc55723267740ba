import { signal } from '@angular/core';

import { Problem } from '../../api/desk';

/** Something asked of the server: waiting, there, or refused with what to do next. */
export class Loaded<T> {
  readonly value = signal<T | null>(null);
  readonly problem = signal<Problem | null>(null);
  readonly waiting = signal(false);
  private turn = 0;

  async ask(question: () => Promise<T>): Promise<void> {
    const turn = ++this.turn;
    this.waiting.set(true);
    this.problem.set(null);
    try {
      const found = await question();
      // An answer that was overtaken by a later question is not shown.
      if (turn === this.turn) this.value.set(found);
    } catch (error) {
      if (turn !== this.turn) return;
      this.value.set(null);
      this.problem.set(
        error instanceof Problem
          ? error
          : new Problem(0, 'No answer', 'The server cannot be reached; is it running?', [], [], ''),
      );
    } finally {
      if (turn === this.turn) this.waiting.set(false);
    }
  }
}
