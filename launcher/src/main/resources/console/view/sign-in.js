import { ApiError } from '../kit/api.js';
import { sending } from '../kit/form.js';
import { field, html, nothing, render } from '../kit/ui.js';
import { query } from '../kit/router.js';

/** Whoever is an operator becomes one; everybody else is a driver. */
export default {
  title: 'Sign in',
  mount(place, params, app) {
    let challenge = null;

    let byToken = false;

    const form = sending(place, () => draw());
    const draw = () => render(html`
      <section class="card narrow">
        <h1>${challenge ? 'Choose a password of your own' : 'Sign in'}</h1>
        ${form.problem ? html`<p class="note bad" role="alert">${form.problem}</p>` : nothing}
        ${challenge ? newPassword() : byToken ? token() : password()}
        ${challenge ? nothing : html`<p class="links">
          ${byToken ? nothing : html`<a href="#/drive/sign-up">Make an account</a> <a href="#/drive/forgot-password">Forgot the password?</a>`}
          <button type="button" class="plain small" @click=${otherWay}>${byToken ? 'Sign in with a password' : 'Sign in with a token'}</button></p>`}
      </section>`, place);

    const password = () => html`<form @submit=${submit}>
      ${field('E-mail', html`<input name="username" type="email" autocomplete="username" required>`)}
      ${field('Password', html`<input name="password" type="password" autocomplete="current-password" required>`)}
      ${button('Sign in')}</form>`;

    const newPassword = () => html`<form @submit=${changePassword}>
      ${field('New password', html`<input name="password" type="password" autocomplete="new-password" required minlength="8">`,
        'At least eight characters, with upper case, lower case and a digit.')}
      ${field('The same again', html`<input name="again" type="password" autocomplete="new-password" required>`)}
      ${button('Set it and sign in')}</form>`;

    const token = () => html`<form @submit=${useToken}>
      ${field('Access token', html`<input name="token" type="password" autocomplete="off" required>`,
        'From the issuer that keeps this server\'s accounts, or a development token.')}
      ${button('Sign in')}</form>`;

    const button = (text) => html`<button type="submit" ?disabled=${form.busy}>${form.busy ? 'One moment…' : text}</button>`;

    function otherWay() {
      byToken = !byToken;
      form.problem = '';
      draw();
      place.querySelector('input').focus();
    }

    const submit = form.sends(async ({ username, password }) => {
      try {
        begin(await app.api.post('/admin/sign-in', { username, password }), true);
      } catch (error) {
        if (isChallenge(error)) {
          ask(error, username, true);
        } else if (error.status === 403) {
          await asDriver(username, password);
        } else {
          // Where accounts are kept elsewhere there are no passwords here.
          byToken = error.code === 'accountsManagedExternally';
          throw error;
        }
      }
    });

    /** Whether it is an operator's is found out by asking for something that only operators get. */
    const useToken = form.sends(async ({ token: accessToken }) => {
      const { sub, exp } = claims(accessToken.trim());
      app.session.begin({ accessToken: accessToken.trim(), user_id: sub, username: sub, expiresIn: exp - Date.now() / 1000 }, false);
      try {
        await app.api.get('/commands?limit=1');
        app.session.promote();
      } catch (error) {
        if (error.status !== 403) {
          app.session.end();
          throw error;
        }
      }
      arrive();
    });

    function claims(accessToken) {
      try {
        const bytes = Uint8Array.from(atob(accessToken.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
        return JSON.parse(new TextDecoder().decode(bytes));
      } catch {
        throw new Error('This is no access token: it should be three parts with dots between them.');
      }
    }

    async function asDriver(username, password) {
      try {
        begin(await app.api.post('/auth/sign-in', { username, password }), false);
      } catch (error) {
        if (isChallenge(error)) {
          ask(error, username, false);
        } else {
          throw error;
        }
      }
    }

    const isChallenge = (error) => error instanceof ApiError && error.body.ChallengeName === 'NEW_PASSWORD_REQUIRED';

    function ask(error, username, isAdmin) {
      challenge = { session: error.body.Session, username, isAdmin };
    }

    const changePassword = form.sends(async ({ password, again }) => {
      if (password !== again) {
        throw new Error('The two passwords differ.');
      }
      const path = challenge.isAdmin ? '/admin/force-change-password' : '/auth/force-change-password';
      begin(await app.api.post(path, { username: challenge.username, password, session: challenge.session }), challenge.isAdmin);
    });

    function begin(answer, isAdmin) {
      app.session.begin(answer, isAdmin);
      arrive();
    }

    function arrive() {
      app.go(query(location.hash).get('then') ?? app.home());
    }

    draw();
    place.querySelector('input').focus();
  },
};
