package com.flexicharge.account.mail;

/** @param to an e-mail address */
public record Letter(String to, String subject, String text) {}
