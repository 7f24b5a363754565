package com.flexicharge.shared.contract.account;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Done;
import org.jspecify.annotations.Nullable;

/**
 * What people do with their own accounts. A username is the e-mail address; letter case does not count in it.
 *
 * <p>Whoever proves something with a password or a code is counted, by account and by address: after ten failures in fifteen
 * minutes the answer is {@code BUSY LimitExceededException}. Accounts that do not exist are treated as those that do, except by
 * SIGN_UP, which cannot.
 */
public interface AccountEndpoints {
    /**
     * Refused with {@code INVALID InvalidParameterException} (no e-mail address), {@code InvalidPasswordException}, {@code CONFLICT
     * UsernameExistsException}. An account that was never verified is signed up anew: the new password counts, a new code is mailed.
     */
    record SignUp(String username, String password, String firstName, String lastName, String address) {}

    /** Refused with {@code INVALID CodeMismatchException}, {@code ExpiredCodeException}. Told again, the same code is accepted. */
    record Verify(String username, String code, String address) {}

    /**
     * Refused with {@code INVALID NotAuthorizedException}, {@code UserNotConfirmedException}, {@code FORBIDDEN insufficientScope}.
     *
     * @param adminsOnly whether users are refused
     */
    record SignIn(String username, String password, boolean adminsOnly, String address) {}

    /** Answered before anybody looks whether there is such an account. */
    record ForgotPassword(String username, String address) {}

    /** Refused as {@link Verify}, and with {@code InvalidPasswordException}. */
    record ConfirmForgotPassword(String username, String password, String code, String address) {}

    /** Refused with {@code INVALID NotAuthorizedException}, {@code InvalidPasswordException}. */
    record ChangePassword(String userID, String previousPassword, String newPassword, String address) {}

    /** @param session from {@link SignInOutcome}; good for one answer, fifteen minutes */
    record ForceChangePassword(String username, String password, String session, boolean adminsOnly, String address) {}

    record GetProfile(String userID) {}

    /** Absent members stay as they are. */
    record ChangeProfile(
            String userID,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String phoneNumber,
            @Nullable String streetAddress,
            @Nullable String zipCode,
            @Nullable String city,
            @Nullable String country) {}

    /** Refused with {@code CONFLICT transactionOpen} while a session of this person is open. Told again, it changes nothing. */
    record DeleteAccount(String userID) {}

    /** One of the two is there: who signed in, or the session in which to set a password of one's own first. */
    record SignInOutcome(
            @Nullable SignedIn signedIn, @Nullable String session) {}

    record SignedIn(
            String accessToken,
            int expiresInSeconds,
            String userID,
            String username,
            String firstName,
            String lastName) {}

    /** @param username absent for users of an external issuer */
    record Profile(
            String userID,
            @Nullable String username,
            String firstName,
            String lastName,
            String phoneNumber,
            String streetAddress,
            String zipCode,
            String city,
            String country) {}

    Endpoint<SignUp, Done> SIGN_UP = Endpoint.of("account.signUp", SignUp.class, Done.class);
    Endpoint<Verify, Done> VERIFY = Endpoint.of("account.verify", Verify.class, Done.class);
    Endpoint<SignIn, SignInOutcome> SIGN_IN = Endpoint.of("account.signIn", SignIn.class, SignInOutcome.class);
    Endpoint<ForgotPassword, Done> FORGOT_PASSWORD =
            Endpoint.of("account.forgotPassword", ForgotPassword.class, Done.class);
    Endpoint<ConfirmForgotPassword, Done> CONFIRM_FORGOT_PASSWORD =
            Endpoint.of("account.confirmForgotPassword", ConfirmForgotPassword.class, Done.class);
    Endpoint<ChangePassword, Done> CHANGE_PASSWORD =
            Endpoint.of("account.changePassword", ChangePassword.class, Done.class);
    Endpoint<ForceChangePassword, SignInOutcome> FORCE_CHANGE_PASSWORD =
            Endpoint.of("account.forceChangePassword", ForceChangePassword.class, SignInOutcome.class);
    Endpoint<GetProfile, Profile> GET_PROFILE = Endpoint.of("account.getProfile", GetProfile.class, Profile.class);
    Endpoint<ChangeProfile, Done> CHANGE_PROFILE =
            Endpoint.of("account.changeProfile", ChangeProfile.class, Done.class);
    Endpoint<DeleteAccount, Done> DELETE_ACCOUNT =
            Endpoint.of("account.deleteAccount", DeleteAccount.class, Done.class);
}
