package com.flexicharge.account.mail;

/** What we write to people. */
public final class Letters {
    private Letters() {}

    public static Letter verify(String to, String code) {
        return new Letter(to, "Your FlexiCharge code", """
                Welcome to FlexiCharge.

                Your code is %s. It is good for 15 minutes.

                If you did not sign up, you need not do anything.""".formatted(code));
    }

    public static Letter reset(String to, String code) {
        return new Letter(to, "A new password for FlexiCharge", """
                Your code for a new password is %s. It is good for 15 minutes.

                If you did not ask for one, you need not do anything: your password is unchanged.""".formatted(code));
    }

    public static Letter firstPassword(String to, String password) {
        return new Letter(to, "Your FlexiCharge account", """
                An account was made for you at FlexiCharge. Sign in with this address and the password

                %s

                You will be asked for a password of your own then.""".formatted(password));
    }
}
