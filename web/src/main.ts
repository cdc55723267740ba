import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, withComponentInputBinding } from '@angular/router';

import { Root } from './app/root';
import { ROUTES } from './app/routes';

bootstrapApplication(Root, {
  providers: [
    provideZonelessChangeDetection(),
    provideRouter(ROUTES, withComponentInputBinding()),
  ],
}).catch((error: unknown) => console.error(error));
