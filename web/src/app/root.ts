import { Component, ElementRef, HostListener, inject, signal, viewChild } from '@angular/core';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';

import { SIGNED_OUT, read, signOut } from '../api/desk';
import { Me } from '../api/shapes';
import { LineageSheet } from './parts/lineage';
import { Loaded } from './parts/loaded';
import { Palette } from './parts/palette';

export const PLACES: readonly { path: string; name: string; key: string }[] = [
  { path: '/', name: 'Today', key: '1' },
  { path: '/targets', name: 'Targets', key: '2' },
  { path: '/tape', name: 'Deal tape', key: '3' },
  { path: '/companies', name: 'Companies', key: '4' },
  { path: '/ask', name: 'Ask', key: '5' },
  { path: '/models', name: 'Models', key: '6' },
  { path: '/pitch', name: 'Pitch', key: '7' },
  { path: '/documents', name: 'Documents', key: '8' },
  { path: '/walls', name: 'Deals', key: '9' },
  { path: '/audit', name: 'Audit', key: '' },
  { path: '/administration', name: 'Administration', key: '' },
];

/** Where the palette leads besides: places for which the bar has no room. */
const FURTHER = [{ path: '/calendar', name: 'Calendar', key: '' }];

@Component({
  selector: 'br-root',
  imports: [RouterOutlet, RouterLink, RouterLinkActive, LineageSheet, Palette],
  template: `
    <a class="skip" href="#main" (click)="skip($event)">Skip to the page</a>
    <header class="bar">
      <a class="brand" routerLink="/">Bookrunner</a>
      <nav aria-label="Places">
        @for (place of places; track place.path) {
          <a
            [routerLink]="place.path"
            routerLinkActive="here"
            [routerLinkActiveOptions]="{ exact: place.path === '/' }"
            ariaCurrentWhenActive="page"
            >{{ place.name }}</a
          >
        }
      </nav>
      <button type="button" class="find" (click)="palette().open()">
        Go to <kbd>Ctrl K</kbd>
      </button>
      <button type="button" class="mode" (click)="turn()" [attr.aria-label]="'Use ' + other() + ' colours'">
        {{ other() }}
      </button>
      @if (me.value(); as who) {
        <span class="who" [title]="who.roles.join(', ')">{{ who.name }}</span>
        @if (who.signed_in_by === 'oidc') {
          <button type="button" class="mode" (click)="leave()">Sign out</button>
        }
      } @else if (me.problem()) {
        <span class="who warn">not signed in</span>
      }
    </header>
    <main id="main" #main tabindex="-1"><router-outlet /></main>
    <br-lineage />
    <br-palette [places]="reached" />
  `,
})
export class Root {
  readonly places = PLACES;
  readonly reached = [...PLACES, ...FURTHER];
  readonly me = new Loaded<Me>();
  readonly other = signal('dark');
  readonly palette = viewChild.required(Palette);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  private readonly router = inject(Router);

  constructor() {
    if (location.pathname !== SIGNED_OUT) void this.me.ask(() => read<Me>('me'));
    const kept = localStorage.getItem('colours');
    const isDark = kept ? kept === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    this.colours(isDark ? 'dark' : 'light');
  }

  async leave(): Promise<void> {
    location.assign(await signOut());
  }

  turn(): void {
    this.colours(this.other());
    localStorage.setItem('colours', document.documentElement.dataset['colours'] ?? 'light');
  }

  skip(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }

  @HostListener('document:keydown', ['$event'])
  onKey(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      this.palette().open();
    } else if (event.altKey && /^[1-9]$/.test(event.key)) {
      event.preventDefault();
      void this.router.navigateByUrl(PLACES.find((place) => place.key === event.key)?.path ?? '/');
    }
  }

  private colours(name: string): void {
    document.documentElement.dataset['colours'] = name;
    this.other.set(name === 'dark' ? 'light' : 'dark');
  }
}
