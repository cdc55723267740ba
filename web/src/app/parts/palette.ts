import { Component, ElementRef, computed, inject, input, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';

import { read } from '../../api/desk';
import { Company } from '../../api/shapes';

interface Entry {
  name: string;
  says: string;
  path: string;
}

/** Goes anywhere by typing: a place, a company, or a question. */
@Component({
  selector: 'br-palette',
  template: `
    <dialog #sheet class="palette" aria-label="Go to" (close)="typed.set('')">
      <input
        #field
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        [attr.aria-activedescendant]="'palette-' + at()"
        aria-label="A place, a company, or a question"
        placeholder="A place, a company, or a question"
        [value]="typed()"
        (input)="type(field.value)"
        (keydown)="onKey($event)"
      />
      <ul id="palette-list" role="listbox" aria-label="What fits">
        @for (entry of entries(); track entry.path; let n = $index) {
          <li
            role="option"
            [id]="'palette-' + n"
            [attr.aria-selected]="n === at()"
            (click)="go(entry)"
            (pointerenter)="at.set(n)"
          >
            <span>{{ entry.name }}</span> <span class="faint">{{ entry.says }}</span>
          </li>
        }
      </ul>
    </dialog>
  `,
})
export class Palette {
  readonly places = input.required<readonly { path: string; name: string; key: string }[]>();
  readonly typed = signal('');
  readonly at = signal(0);
  private readonly companies = signal<Company[]>([]);
  private readonly sheet = viewChild.required<ElementRef<HTMLDialogElement>>('sheet');
  private readonly router = inject(Router);

  readonly entries = computed<Entry[]>(() => {
    const words = this.typed().trim().toLowerCase();
    const places = this.places()
      .filter((place) => place.name.toLowerCase().includes(words))
      .map((place) => ({ name: place.name, says: place.key ? `Alt ${place.key}` : '', path: place.path }));
    if (!words) return places;
    const companies = this.companies()
      .filter((one) => `${one.ticker} ${one.name}`.toLowerCase().includes(words))
      .sort((a, b) => Number(b.ticker.toLowerCase() === words) - Number(a.ticker.toLowerCase() === words))
      .slice(0, 8)
      .map((one) => ({
        name: one.name,
        says: one.ticker || 'not listed',
        path: `/companies/${encodeURIComponent(one.ticker || one.cik)}`,
      }));
    const question = { name: `Ask: ${this.typed()}`, says: '', path: `/ask?q=${encodeURIComponent(this.typed())}` };
    return [...companies, ...places, question];
  });

  open(): void {
    this.sheet().nativeElement.showModal();
    if (!this.companies().length) {
      read<{ companies: Company[] }>('companies').then(
        (found) => this.companies.set(found.companies),
        () => undefined,
      );
    }
  }

  type(words: string): void {
    this.typed.set(words);
    this.at.set(0);
  }

  onKey(event: KeyboardEvent): void {
    const count = this.entries().length;
    if (event.key === 'ArrowDown') this.at.update((n) => (n + 1) % count);
    else if (event.key === 'ArrowUp') this.at.update((n) => (n + count - 1) % count);
    else if (event.key === 'Enter') {
      const chosen = this.entries()[this.at()];
      if (chosen) this.go(chosen);
    } else return;
    event.preventDefault();
  }

  go(entry: Entry): void {
    this.sheet().nativeElement.close();
    void this.router.navigateByUrl(entry.path);
  }
}
