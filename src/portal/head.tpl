%template head()
<!DOCTYPE html>
<html lang="{{ page_lang_tag(pg->lang) }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
%if (pg->noindex) {
<meta name="robots" content="noindex, noarchive">
%}
<title>
%if (!pg->is_home) {
{{ pg->title }} ·
%}
{{t site_name}}</title>
<link rel="stylesheet" href="{{@ page_style(pg) }}">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="alternate" hreflang="zh-Hans" href="{{@ pg->zh }}">
<link rel="alternate" hreflang="en" href="{{@ pg->en }}">
%if (pg->json.n) {
<link rel="alternate" type="application/json" href="{{@ pg->json }}">
%}
</head>
<body>
<a class="skip" href="#main">{{t skip}}</a>
<header class="top">
<div class="wrap bar">
<a class="brand" href="{{@ page_path(pg, "/") }}"><span class="mark" aria-hidden="true" lang="zh-Hans">公示</span><span class="brandname">{{t site_name}}</span></a>
<nav class="langs" aria-label="{{t languages}}">
%if (pg->lang == LANG_EN) {
<a href="{{@ pg->zh }}" hreflang="zh-Hans" lang="zh-Hans">中文</a> <span aria-current="true">English</span>
%} else {
<span aria-current="true">中文</span> <a href="{{@ pg->en }}" hreflang="en" lang="en">English</a>
%}
</nav>
<nav class="menu" aria-label="{{t site_menu}}">
<a href="{{@ page_path(pg, "/search") }}">{{t nav_search}}</a>
<a href="{{@ page_path(pg, "/lists") }}">{{t nav_lists}}</a>
<a href="{{@ page_path(pg, "/measures") }}">{{t nav_measures}}</a>
<a href="{{@ page_path(pg, "/agencies") }}">{{t nav_agencies}}</a>
<a href="{{@ page_path(pg, "/repair") }}">{{t nav_repair}}</a>
<a href="{{@ page_path(pg, "/rules") }}">{{t nav_rules}}</a>
<a href="{{@ page_path(pg, "/about") }}">{{t nav_about}}</a>
</nav>
</div>
</header>
%if (pg->site->rehearsal || pg->site->invented) {
<aside class="notice" aria-labelledby="notice"><p class="wrap"><strong id="notice">{{t notice_label}}</strong> \
%if (pg->site->invented) {
{{t notice_invented}} \
%}
%if (pg->site->rehearsal) {
{{t notice_rehearsal, page_day(pg, day_of_instant(pg->site->now(pg->site)))}}
%}
</p></aside>
%}
<main id="main" class="wrap" tabindex="-1">
