// The drivers' view: find a charger, charge, see what it cost.

import charger from './charger.js';
import find from './find.js';
import forgotPassword from './forgot-password.js';
import history from './history.js';
import session from './session.js';
import signUp from './sign-up.js';

export const driveRoutes = [
  ['drive', { ...find, access: 'user' }],
  ['drive/history', { ...history, access: 'user' }],
  ['drive/sign-up', { ...signUp, access: 'open' }],
  ['drive/forgot-password', { ...forgotPassword, access: 'open' }],
  ['drive/charger/:connectorID', { ...charger, access: 'user' }],
  ['drive/session/:transactionID', { ...session, access: 'user' }],
];

export const driveMenu = [
  ['#/drive', 'Find a charger'],
  ['#/drive/history', 'My charges'],
];
