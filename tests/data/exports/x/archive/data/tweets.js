window.YTD.tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1997234683951190016",
            "1997237326362710016"
          ],
          "editableUntil": "2025-12-06T10:20:30.000Z",
          "editsRemaining": "4",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "26"
      ],
      "favorite_count": "3",
      "id_str": "1997234683951190016",
      "truncated": false,
      "retweet_count": "1",
      "id": "1997234683951190016",
      "created_at": "Sat Dec 06 09:20:30 +0000 2025",
      "favorited": false,
      "full_text": "門松作りの参加者を募集します。会場は中央公民舘です。",
      "lang": "ja"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "edit": {
          "initialTweetId": "1997234683951190016",
          "editControlInitial": {
            "editTweetIds": [
              "1997234683951190016",
              "1997237326362710016"
            ],
            "editableUntil": "2025-12-06T10:31:00.000Z",
            "editsRemaining": "4",
            "isEditEligible": true
          }
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "26"
      ],
      "favorite_count": "3",
      "id_str": "1997237326362710016",
      "truncated": false,
      "retweet_count": "1",
      "id": "1997237326362710016",
      "created_at": "Sat Dec 06 09:31:00 +0000 2025",
      "favorited": false,
      "full_text": "門松作りの参加者を募集します。会場は中央公民館です。",
      "lang": "ja"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2006379566905430016"
          ],
          "editableUntil": "2025-12-31T15:59:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "例示県",
            "screen_name": "reiji_ken",
            "indices": [
              "3",
              "13"
            ],
            "id_str": "42",
            "id": "42"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "28"
      ],
      "favorite_count": "3",
      "id_str": "2006379566905430016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2006379566905430016",
      "created_at": "Wed Dec 31 14:59:00 +0000 2025",
      "favorited": false,
      "full_text": "RT @reiji_ken: 年末年始の救急当番医です。",
      "lang": "ja"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2007965265475670016"
          ],
          "editableUntil": "2026-01-05T01:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/JCAA2Q5Gbb",
            "expanded_url": "https://www.city.reiji.lg.jp/lib?a=1&copy=2",
            "display_url": "www.city.reiji.lg.jp/lib?a…",
            "indices": [
              "32",
              "55"
            ]
          },
          {
            "url": "https://t.co/z7r5Yx7hbC",
            "expanded_url": "https://www.city.reiji.lg.jp/cal",
            "display_url": "www.city.reiji.lg.jp/cal",
            "indices": [
              "56",
              "79"
            ]
          }
        ],
        "media": [
          {
            "expanded_url": "https://twitter.com/reiji_koho/status/2007965265475670016/photo/1",
            "indices": [
              "80",
              "103"
            ],
            "url": "https://t.co/G38zx79hbd",
            "media_url": "http://pbs.twimg.com/media/Gabc.jpg",
            "media_url_https": "https://pbs.twimg.com/media/Gabc.jpg",
            "id_str": "2007965265475670017",
            "id": "2007965265475670017",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "1200",
                "h": "900",
                "resize": "fit"
              }
            },
            "display_url": "pic.twitter.com/G38zx79hbd",
            "ext_alt_text": "新しい棚に並んだ本"
          }
        ]
      },
      "display_text_range": [
        "0",
        "79"
      ],
      "favorite_count": "3",
      "id_str": "2007965265475670016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2007965265475670016",
      "created_at": "Mon Jan 05 00:00:00 +0000 2026",
      "favorited": false,
      "full_text": "&lt;仕事始め&gt; 本&amp;雑誌の貸出を再開しました。https://t.co/JCAA2Q5Gbb https://t.co/z7r5Yx7hbC https://t.co/G38zx79hbd",
      "lang": "ja",
      "possibly_sensitive": false,
      "extended_entities": {
        "media": [
          {
            "expanded_url": "https://twitter.com/reiji_koho/status/2007965265475670016/photo/1",
            "indices": [
              "80",
              "103"
            ],
            "url": "https://t.co/G38zx79hbd",
            "media_url": "http://pbs.twimg.com/media/Gabc.jpg",
            "media_url_https": "https://pbs.twimg.com/media/Gabc.jpg",
            "id_str": "2007965265475670017",
            "id": "2007965265475670017",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "1200",
                "h": "900",
                "resize": "fit"
              }
            },
            "display_url": "pic.twitter.com/G38zx79hbd",
            "ext_alt_text": "新しい棚に並んだ本"
          },
          {
            "expanded_url": "https://twitter.com/reiji_koho/status/2007965265475670016/photo/1",
            "indices": [
              "80",
              "103"
            ],
            "url": "https://t.co/G38zx79hbd",
            "media_url": "http://pbs.twimg.com/media/Gdef.jpg",
            "media_url_https": "https://pbs.twimg.com/media/Gdef.jpg",
            "id_str": "2007965265475670018",
            "id": "2007965265475670018",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "1200",
                "h": "900",
                "resize": "fit"
              }
            },
            "display_url": "pic.twitter.com/G38zx79hbd"
          }
        ]
      }
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2007965517133910016"
          ],
          "editableUntil": "2026-01-05T01:01:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "14"
      ],
      "favorite_count": "3",
      "id_str": "2007965517133910016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2007965517133910016",
      "created_at": "Mon Jan 05 00:01:00 +0000 2026",
      "favorited": false,
      "full_text": "返却ポストは正面の右側です。",
      "lang": "ja",
      "in_reply_to_status_id_str": "2007965265475670016",
      "in_reply_to_status_id": "2007965265475670016",
      "in_reply_to_user_id": "4100000000000077",
      "in_reply_to_user_id_str": "4100000000000077",
      "in_reply_to_screen_name": "reiji_koho"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2007972815222870016"
          ],
          "editableUntil": "2026-01-05T01:30:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "さとう",
            "screen_name": "sato_demo",
            "indices": [
              "0",
              "10"
            ],
            "id_str": "43",
            "id": "43"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "31"
      ],
      "favorite_count": "3",
      "id_str": "2007972815222870016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2007972815222870016",
      "created_at": "Mon Jan 05 00:30:00 +0000 2026",
      "favorited": false,
      "full_text": "@sato_demo お知らせくださり、ありがとうございます。",
      "lang": "ja",
      "in_reply_to_status_id_str": "12",
      "in_reply_to_status_id": "12",
      "in_reply_to_user_id": "43",
      "in_reply_to_user_id_str": "43",
      "in_reply_to_screen_name": "sato_demo"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2008342752835670016"
          ],
          "editableUntil": "2026-01-06T02:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/xxpvWfbJCE",
            "expanded_url": "https://x.com/reiji_ken/status/2008000000000000000",
            "display_url": "x.com/reiji_ken/status/200…",
            "indices": [
              "14",
              "37"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "37"
      ],
      "favorite_count": "3",
      "id_str": "2008342752835670016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2008342752835670016",
      "created_at": "Tue Jan 06 01:00:00 +0000 2026",
      "favorited": false,
      "full_text": "県の呼びかけもご覧ください。https://t.co/xxpvWfbJCE",
      "lang": "ja",
      "possibly_sensitive": false
    }
  }
]
