import { Routes } from '@angular/router';

export const ROUTES: Routes = [
  { path: '', title: 'Today - Bookrunner', loadComponent: () => import('./pages/today').then((m) => m.Today) },
  { path: 'companies', title: 'Companies - Bookrunner', loadComponent: () => import('./pages/companies').then((m) => m.Companies) },
  { path: 'companies/:company', title: 'Company - Bookrunner', loadComponent: () => import('./pages/company').then((m) => m.CompanyPage) },
  { path: 'ask', title: 'Ask - Bookrunner', loadComponent: () => import('./pages/ask').then((m) => m.Ask) },
  { path: 'targets', title: 'Targets - Bookrunner', loadComponent: () => import('./pages/targets').then((m) => m.Targets) },
  { path: 'tape', title: 'Deal tape - Bookrunner', loadComponent: () => import('./pages/tape').then((m) => m.TapePage) },
  { path: 'calendar', title: 'Calendar - Bookrunner', loadComponent: () => import('./pages/calendar').then((m) => m.CalendarPage) },
  { path: 'models', title: 'Models - Bookrunner', loadComponent: () => import('./pages/models').then((m) => m.Models) },
  { path: 'pitch', title: 'Pitch - Bookrunner', loadComponent: () => import('./pages/pitch').then((m) => m.Pitch) },
  { path: 'documents', title: 'Documents - Bookrunner', loadComponent: () => import('./pages/documents').then((m) => m.Documents) },
  { path: 'documents/:digest', title: 'Document - Bookrunner', loadComponent: () => import('./pages/document').then((m) => m.DocumentPage) },
  { path: 'buyers', title: 'Buyers - Bookrunner', loadComponent: () => import('./pages/buyers').then((m) => m.BuyersPage) },
  { path: 'walls', title: 'Deals and walls - Bookrunner', loadComponent: () => import('./pages/walls').then((m) => m.Walls) },
  { path: 'audit', title: 'Audit - Bookrunner', loadComponent: () => import('./pages/audit').then((m) => m.Audit) },
  { path: 'administration', title: 'Administration - Bookrunner', loadComponent: () => import('./pages/administration').then((m) => m.Administration) },
  { path: 'signed-out', title: 'Signed out - Bookrunner', loadComponent: () => import('./pages/signed-out').then((m) => m.SignedOut) },
  { path: '**', redirectTo: '' },
];
