package com.flexicharge.account.user;

import com.flexicharge.account.mail.Letters;
import com.flexicharge.account.mail.Post;
import com.flexicharge.account.password.PasswordHashes;
import com.flexicharge.account.password.PasswordPolicy;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.account.AccountEndpoints.DeleteAccount;
import com.flexicharge.shared.contract.account.UserEndpoints.ChangeUser;
import com.flexicharge.shared.contract.account.UserEndpoints.DeleteUser;
import com.flexicharge.shared.contract.account.UserEndpoints.EnableUser;
import com.flexicharge.shared.contract.account.UserEndpoints.GetUser;
import com.flexicharge.shared.contract.account.UserEndpoints.ListUsers;
import com.flexicharge.shared.contract.account.UserEndpoints.MakeUser;
import com.flexicharge.shared.contract.account.UserEndpoints.ResetPassword;
import com.flexicharge.shared.contract.account.UserEndpoints.SetPassword;
import com.flexicharge.shared.contract.account.UserEndpoints.User;
import com.flexicharge.shared.contract.account.UserEndpoints.Users;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;

/** What administrators do with the accounts of others. */
public final class UserAdminService {
    private final UserAdminRepository users;
    private final PasswordHashes hashes;
    private final PasswordService passwords;
    private final Departure departure;
    private final Post post;
    private final Clock clock;

    public UserAdminService(
            UserAdminRepository users,
            PasswordHashes hashes,
            PasswordService passwords,
            Departure departure,
            Post post,
            Clock clock) {
        this.users = users;
        this.hashes = hashes;
        this.passwords = passwords;
        this.departure = departure;
        this.post = post;
        this.clock = clock;
    }

    public Future<Users> list(ListUsers asked) {
        return users.list(asked)
                .map(found -> new Users(found.stream().map(StoredUser::toUser).toList()));
    }

    public Future<User> get(GetUser asked) {
        return find(asked.name()).map(StoredUser::toUser);
    }

    public Future<User> make(MakeUser wanted) {
        Username.check(wanted.username(), "/username");
        var given = Optional.ofNullable(wanted.password());
        given.ifPresent(password -> PasswordPolicy.check(password, "/password"));
        var password = given.orElseGet(FirstPassword::random);
        return hashes.of(password)
                .compose(hash -> users.make(wanted, hash, clock.instant()))
                .compose(made -> made.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(UserAdminRepository.usernameExists())))
                .onSuccess(made -> {
                    if (given.isEmpty()) {
                        post.send(Letters.firstPassword(wanted.username(), password));
                    }
                })
                .map(StoredUser::toUser);
    }

    public Future<User> change(ChangeUser change) {
        if (change.username() != null) {
            Username.check(change.username(), "/userAttributes/email");
        }
        return find(change.name())
                .compose(user -> users.change(user.userID(), change, clock.instant()))
                .compose(changed ->
                        changed.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(notFound())))
                .map(StoredUser::toUser);
    }

    public Future<Done> enable(EnableUser asked) {
        return find(asked.name())
                .compose(user -> users.enable(user.userID(), asked.enabled(), clock.instant()))
                .map(Done.DONE);
    }

    public Future<Done> delete(DeleteUser asked) {
        return find(asked.name()).compose(user -> departure.delete(new DeleteAccount(user.userID())));
    }

    public Future<Done> setPassword(SetPassword asked) {
        PasswordPolicy.check(asked.password(), "/password");
        return find(asked.name())
                .compose(user -> hashes.of(asked.password())
                        .compose(hash -> users.setPassword(user.userID(), hash, clock.instant())))
                .map(Done.DONE);
    }

    public Future<Done> resetPassword(ResetPassword asked) {
        return find(asked.name()).compose(passwords::mailCode).map(Done.DONE);
    }

    private Future<StoredUser> find(String name) {
        return users.find(name)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(notFound())));
    }

    private static Refusal notFound() {
        return Refusal.of(Reason.NOT_FOUND, "UserNotFoundException", "User does not exist.");
    }
}
