import { Component, DestroyRef, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Job, follow, read, run } from '../../api/desk';
import { Loaded } from './loaded';
import { Trouble } from './trouble';

const SHOWN = 8;

/** Long work, the newest first: how far it has come, what stopped it, and a way to stop it. */
@Component({
  selector: 'br-jobs',
  imports: [RouterLink, Trouble],
  template: `
    <h2 id="jobs">Jobs</h2>
    <br-trouble [problem]="found.problem()" />
    <br-trouble [problem]="cancelled.problem()" />
    @for (job of jobs(); track job.id) {
      <article class="line" [attr.data-weight]="job.state === 'failed' ? 4 : null">
        <div class="row">
          <b>{{ job.operation }}</b>
          <span class="tag">{{ job.state }}</span>
          <span class="faint">asked for {{ job.submitted_at.slice(0, 16).replace('T', ' ') }} UTC</span>
          @if (isOpen(job)) {
            <button type="button" (click)="cancel(job)" [disabled]="job.state === 'cancelling'">Cancel</button>
          }
        </div>
        @if (isOpen(job)) {
          <div class="faint" aria-live="polite">{{ job.activity || 'waiting for a worker' }}@if (job.total) {, {{ job.done }} of {{ job.total }}}</div>
          <progress [attr.value]="job.total ? job.done : null" [max]="job.total || 1" [attr.aria-label]="job.operation"></progress>
        } @else if (job.detail) {
          <div class="faint">{{ job.detail }}</div>
        }
      </article>
    } @empty {
      @if (!found.waiting() && !found.problem()) {
        <p>No long work was asked for. <a routerLink="/pitch">Pitches</a> and <a routerLink="/documents">documents</a> are written and read as jobs, which outlive this page.</p>
      }
    }
  `,
})
export class Jobs {
  readonly found = new Loaded<Job[]>();
  readonly cancelled = new Loaded<unknown>();
  readonly jobs = signal<Job[]>([]);

  constructor() {
    const followed: EventSource[] = [];
    inject(DestroyRef).onDestroy(() => followed.forEach((one) => one.close()));
    void this.found.ask(async () => (await read<{ jobs: Job[] }>('jobs')).jobs.filter((one) => !one.is_short).slice(0, SHOWN)).then(() => {
      const found = this.found.value() ?? [];
      this.jobs.set(found);
      for (const job of found.filter((one) => this.isOpen(one))) {
        followed.push(follow(job.id, (told) => this.jobs.update((all) => all.map((one) => (one.id === told.id ? told : one)))));
      }
    });
  }

  isOpen(job: Job): boolean {
    return ['waiting', 'running', 'cancelling'].includes(job.state);
  }

  cancel(job: Job): void {
    void this.cancelled.ask(() => run('cancel-job', { id: job.id }));
  }
}
