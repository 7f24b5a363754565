// Who is signed in. The token stays in this tab and ends with it.

const KEY = 'flexicharge.session';
const listeners = new Set();
let current = read();

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    return kept && kept.until > Date.now() ? kept : null;
  } catch {
    return null;
  }
}

function keep(value) {
  current = value;
  if (value) {
    sessionStorage.setItem(KEY, JSON.stringify(value));
  } else {
    sessionStorage.removeItem(KEY);
  }
  listeners.forEach((listener) => listener(value));
}

export const session = {
  /** {token, userID, username, name, isAdmin, until}, or null */
  get current() {
    return current;
  },
  get isAdmin() {
    return current?.isAdmin ?? false;
  },
  onChange(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** @param answer of sign-in */
  begin(answer, isAdmin) {
    keep({
      token: answer.accessToken,
      userID: answer.user_id,
      username: answer.username,
      name: [answer.name, answer.family_name].filter(Boolean).join(' ') || answer.username,
      isAdmin,
      until: Date.now() + answer.expiresIn * 1000,
    });
  },
  /** It turned out to be an operator. */
  promote() {
    keep({ ...current, isAdmin: true });
  },
  end() {
    keep(null);
  },
};
